-- title:   Range of the cost of a sector
-- meaning: Between which amounts the cost lies, given the natural variation between customers.
-- grain:   one row per sector (and all)
-- units:   amount, low, high = reporting currency; churn_low, churn_high = the avoidable churn in it; lost_low,
--          lost_high = customers; level = 0 to 1
-- formula: booked and measured amounts + avoidable churn drawn again 1,000 times by customer; low and high cut off (1 −
--          level) / 2 on either side; handling at an assumed rate from its low to its high
-- source:  ledger, sector_draw, assumptions interval_level and hourly_cost with its low and high
-- limits:  booked and measured amounts are taken as certain; the ends of the assumed rate are added to those of the
--          draws, so the range is rather too wide than too narrow
-- key:     sector
-- lineage: ledger_source, sector = caused_by
with fixed as (
    select
        cost_cube.caused_by as sector,
        sum(case when cost_cube.component = 'avoidable_churn' then 0 else cost_cube.amount end) as fixed_amount,
        -- handling is estimated only where its rate is assumed
        sum(
            case
                when cost_cube.component = 'handling' and cost_cube.evidence = 'estimated' then cost_cube.amount
                else 0
            end
        ) as assumed_rate_amount,
        sum(cost_cube.amount) as amount
    from cost_cube
    group by cost_cube.caused_by
),
cost as (
    select
        fixed.sector,
        fixed.fixed_amount,
        fixed.assumed_rate_amount,
        fixed.amount
    from fixed
    union all
    select
        'all' as sector,
        sum(fixed.fixed_amount) as fixed_amount,
        sum(fixed.assumed_rate_amount) as assumed_rate_amount,
        sum(fixed.amount) as amount
    from fixed
    having count(*) > 0
),
drawn as (
    select
        sector_draw.sector,
        sector_draw.draw,
        sector_draw.amount,
        sector_draw.customers_lost
    from sector_draw
),
every_draw as (
    select
        drawn.sector,
        drawn.draw,
        drawn.amount,
        drawn.customers_lost
    from drawn
    union all
    select
        'all' as sector,
        drawn.draw,
        sum(drawn.amount) as amount,
        sum(drawn.customers_lost) as customers_lost
    from drawn
    group by drawn.draw
),
placed as (
    select
        every_draw.sector,
        every_draw.amount,
        every_draw.customers_lost,
        row_number() over (partition by every_draw.sector order by every_draw.amount) - 1 as amount_place,
        row_number() over (partition by every_draw.sector order by every_draw.customers_lost) - 1 as lost_place,
        (count(*) over (partition by every_draw.sector) - 1) * (1 - assumption.interval_level) / 2e0 as low_place,
        (count(*) over (partition by every_draw.sector) - 1) * (1 + assumption.interval_level) / 2e0 as high_place
    from every_draw
    cross join assumption
),
-- between two draws the range is read off in proportion
cut as (
    select
        placed.sector,
        sum(placed.amount * greatest(0e0, 1e0 - abs(placed.amount_place - placed.low_place))) as churn_low,
        sum(placed.amount * greatest(0e0, 1e0 - abs(placed.amount_place - placed.high_place))) as churn_high,
        sum(placed.customers_lost * greatest(0e0, 1e0 - abs(placed.lost_place - placed.low_place))) as lost_low,
        sum(placed.customers_lost * greatest(0e0, 1e0 - abs(placed.lost_place - placed.high_place))) as lost_high
    from placed
    group by placed.sector
),
-- how far the assumed rate may lie below and above, in parts of itself
rate_range as (
    select
        coalesce(least(assumption.hourly_cost_low / nullif(assumption.hourly_cost, 0) - 1, 0e0), 0e0) as below,
        coalesce(greatest(assumption.hourly_cost_high / nullif(assumption.hourly_cost, 0) - 1, 0e0), 0e0) as above
    from assumption
)
select
    cost.sector,
    cost.amount,
    cost.fixed_amount + coalesce(cut.churn_low, 0) + cost.assumed_rate_amount * rate_range.below as low,
    cost.fixed_amount + coalesce(cut.churn_high, 0) + cost.assumed_rate_amount * rate_range.above as high,
    cut.churn_low,
    cut.churn_high,
    cut.lost_low,
    cut.lost_high,
    assumption.interval_level as level
from cost
cross join assumption
cross join rate_range
left join cut on cut.sector = cost.sector
