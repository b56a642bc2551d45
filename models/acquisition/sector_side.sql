-- title:   What a sector spends on winning and keeping, and loses by failures
-- meaning: The three amounts of a sector that make up the cost of winning a customer, of keeping one, and of
--          failing one.
-- grain:   one row per side (win, keep, failure) and sector
-- units:   amount = reporting currency
-- formula: win = Σ acquisition of sector_spend in the months whose customers can have started; keep, failure =
--          keeping_cost, dissatisfaction_cost of the sector
-- source:  sector_spend, sector_sum, assumption acquisition_lag_months
-- limits:  spend on winning without a sector is (unattributed)
-- key:     side, sector
-- untraced: the amounts of several lists; see the figures of each
select
    'win' as side,
    sector_spend.sector,
    sum(sector_spend.amount) as amount
from sector_spend
cross join assumption
cross join reference_day
where sector_spend.purpose = 'acquisition'
    and (
        reference_day.as_of is null
        or cast(sector_spend.month + assumption.acquisition_lag_months * interval '1' month as date)
            <= reference_day.as_of
    )
group by sector_spend.sector
union all
select
    'keep' as side,
    sector_sum.sector,
    sector_sum.keeping_cost as amount
from sector_sum
union all
select
    'failure' as side,
    sector_sum.sector,
    sector_sum.dissatisfaction_cost as amount
from sector_sum
