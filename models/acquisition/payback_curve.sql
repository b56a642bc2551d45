-- title:   When a customer has paid back
-- meaning: The margin of an average customer month by month, less what winning one, or keeping one for a year, costs.
-- grain:   one row per side (won, kept) and month
-- units:   month = whole months after the spend; cumulative = reporting currency; paid_back_in = the first month in which it is 0 or more
-- formula: Σ_{j≤k} margin × S(j) − cac for a customer won; for one kept the margin of one who stayed a year, S(12+j)/S(12), less a year's keeping cost
-- source:  acquisition_cost, win_or_keep, customer_value, retention_extended
-- limits:  margins are not discounted; averages over all customers say nothing about the next euro
-- key:     side, month
-- trace:   spend_line, side = *, month = * & customer_source, side = *, month = * & keeping_line, side = *, month = *
with side as (
    select 'won' as side, 0 as tenure, q.cac as spend
    from acquisition_cost as q
    where q.channel = 'all' and q.cac is not null
    union all
    select 'kept' as side, 12 as tenure, w.keeping_cost_per_customer_year as spend
    from win_or_keep as w
    where w.sector = 'all' and w.keeping_cost_per_customer_year is not null
),
monthly as (
    select
        s.side,
        s.spend,
        r.month - s.tenure as month,
        cast(v.monthly_margin * r.retention / coalesce(f.retention, 1e0) as decimal(38, 12)) as margin
    from side as s
    cross join assumption as a
    join customer_value as v on v.segment = 'all' and v.value is not null
    join retention_extended as r on r.segment = 'all' and r.month >= s.tenure and r.month - s.tenure < a.horizon_months
    -- a new customer counts from the start, one kept from those still there after a year
    left join retention_extended as f on f.segment = 'all' and f.month = s.tenure and s.tenure > 0
),
summed as (
    select
        m.side,
        m.month,
        sum(m.margin) over (partition by m.side order by m.month rows between unbounded preceding and current row) - m.spend as cumulative
    from monthly as m
)
select
    s.side,
    s.month,
    round(s.cumulative, 6) as cumulative,
    min(case when s.cumulative >= 0 then s.month end) over (partition by s.side) as paid_back_in
from summed as s
