-- title:   When a customer has paid back
-- meaning: The margin of an average customer month by month, less what winning one, or keeping one for a year, costs.
-- grain:   one row per side (won, kept) and month
-- units:   month = whole months after the spend; cumulative = reporting currency; paid_back_in = the first month in
--          which it is 0 or more
-- formula: Σ_{j≤k} margin × S(j) − cac for a customer won; for one kept the margin of one who stayed a year,
--          S(12+j)/S(12), less a year's keeping cost
-- source:  acquisition_cost, win_or_keep, customer_value, retention_extended
-- limits:  margins are not discounted; averages over all customers say nothing about the next euro
-- key:     side, month
-- lineage: spend_line, side = *, month = * & customer_source, side = *, month = * & keeping_line, side = *, month = *
with side as (
    select 'won' as side, 0 as tenure, acquisition_cost.cac as spend
    from acquisition_cost
    where acquisition_cost.channel = 'all' and acquisition_cost.cac is not null
    union all
    select 'kept' as side, 12 as tenure, win_or_keep.keeping_cost_per_customer_year as spend
    from win_or_keep
    where win_or_keep.sector = 'all' and win_or_keep.keeping_cost_per_customer_year is not null
),
monthly as (
    select
        side.side,
        side.spend,
        later_retention.month - side.tenure as month,
        cast(
            customer_value.monthly_margin * later_retention.retention / coalesce(
                start_retention.retention, 1e0
            ) as decimal(38, 12)
        ) as margin
    from side
    cross join assumption
    join customer_value on customer_value.segment = 'all' and customer_value.value is not null
    join retention_extended as later_retention
        on later_retention.segment = 'all'
            and later_retention.month >= side.tenure
            and later_retention.month - side.tenure < assumption.horizon_months
    -- a new customer counts from the start, one kept from those still there after a year
    left
    join retention_extended as start_retention
        on start_retention.segment = 'all' and start_retention.month = side.tenure and side.tenure > 0
),
summed as (
    select
        monthly.side,
        monthly.month,
        sum(monthly.margin) over (
            partition by monthly.side
            order by monthly.month
            rows between unbounded preceding and current row
        )
            - monthly.spend as cumulative
    from monthly
)
select
    summed.side,
    summed.month,
    round(summed.cumulative, 6) as cumulative,
    min(case when summed.cumulative >= 0 then summed.month end) over (partition by summed.side) as paid_back_in
from summed
