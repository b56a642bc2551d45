-- title:   Rank of a sector
-- meaning: Which place the cost that starts in a sector takes, and how often it is the largest when the customers are
--          drawn again.
-- grain:   one row per sector
-- units:   amount = reporting currency; place, place_low, place_high = 1 for the largest; largest_share, level = 0 to
--          1; draws = simulations
-- formula: largest_share = simulations in which the sector's cost is the largest / all simulations; place_low and
--          place_high cut off (1 − level) / 2 of them on either side
-- source:  ledger, sector_draw, assumption interval_level
-- limits:  (unattributed) and (outside) take no place; without avoidable churn nothing is drawn and only the place is
--          there
-- key:     sector
-- lineage: ledger_source, sector = caused_by
with cost as (
    select
        cost_cube.caused_by as sector,
        sum(cost_cube.amount) as amount,
        sum(case when cost_cube.component = 'avoidable_churn' then 0 else cost_cube.amount end) as fixed_amount
    from cost_cube
    where cost_cube.caused_by not in ('(unattributed)', '(outside)')
    group by cost_cube.caused_by
),
drawn as (
    select sector_draw.sector, sector_draw.draw, sector_draw.amount
    from sector_draw
),
every_draw as (
    select distinct sector_draw.draw
    from sector_draw
),
placed as (
    select
        cost.sector,
        row_number() over (
            partition by every_draw.draw
            order by cost.fixed_amount + coalesce(drawn.amount, 0e0) desc, cost.sector
        ) as place
    from cost
    cross join every_draw
    left join drawn on drawn.sector = cost.sector and drawn.draw = every_draw.draw
),
ordered as (
    select
        placed.sector,
        placed.place,
        row_number() over (partition by placed.sector order by placed.place) - 1 as number,
        count(*) over (partition by placed.sector) - 1 as last_number
    from placed
),
cut as (
    select
        ordered.sector,
        count(*) as draws,
        count(*) filter (where ordered.place = 1) as largest,
        max(
            case
                when ordered.number = floor(ordered.last_number * (1 - assumption.interval_level) / 2e0)
                    then ordered.place
            end
        ) as place_low,
        max(
            case
                when ordered.number = ceil(ordered.last_number * (1 + assumption.interval_level) / 2e0)
                    then ordered.place
            end
        ) as place_high
    from ordered
    cross join assumption
    group by ordered.sector
)
select
    cost.sector,
    cost.amount,
    cast(row_number() over (order by cost.amount desc, cost.sector) as integer) as place,
    cut.largest / cast(cut.draws as double) as largest_share,
    cast(cut.place_low as integer) as place_low,
    cast(cut.place_high as integer) as place_high,
    cast(coalesce(cut.draws, 0) as integer) as draws,
    assumption.interval_level as level
from cost
cross join assumption
left join cut on cut.sector = cost.sector
