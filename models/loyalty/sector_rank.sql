-- title:   Rank of a sector
-- meaning: Which place the cost that starts in a sector takes, and how often it is the largest when the customers are drawn again.
-- grain:   one row per sector
-- units:   amount = reporting currency; place, place_low, place_high = 1 for the largest; largest_share, level = 0 to 1; draws = resamples
-- formula: largest_share = resamples in which the sector's cost is the largest / all resamples; place_low and place_high cut off (1 − level) / 2 of them on either side
-- source:  ledger, sector_draw, assumption interval_level
-- limits:  (unattributed) and (outside) take no place; without avoidable churn nothing is drawn and only the place is there
-- key:     sector
-- trace:   ledger_source, sector = caused_by
with cost as (
    select
        c.caused_by as sector,
        sum(c.amount) as amount,
        sum(case when c.component = 'avoidable_churn' then 0 else c.amount end) as fixed_amount
    from cost_cube as c
    where c.caused_by not in ('(unattributed)', '(outside)')
    group by c.caused_by
),
drawn as (
    select w.sector, w.draw, w.amount
    from sector_draw as w
),
every_draw as (
    select distinct w.draw
    from sector_draw as w
),
placed as (
    select
        c.sector,
        row_number() over (partition by d.draw order by c.fixed_amount + coalesce(w.amount, 0e0) desc, c.sector) as place
    from cost as c
    cross join every_draw as d
    left join drawn as w on w.sector = c.sector and w.draw = d.draw
),
ordered as (
    select
        p.sector,
        p.place,
        row_number() over (partition by p.sector order by p.place) - 1 as number,
        count(*) over (partition by p.sector) - 1 as last_number
    from placed as p
),
cut as (
    select
        o.sector,
        count(*) as draws,
        count(*) filter (where o.place = 1) as largest,
        max(case when o.number = floor(o.last_number * (1 - a.interval_level) / 2e0) then o.place end) as place_low,
        max(case when o.number = ceil(o.last_number * (1 + a.interval_level) / 2e0) then o.place end) as place_high
    from ordered as o
    cross join assumption as a
    group by o.sector
)
select
    c.sector,
    c.amount,
    cast(row_number() over (order by c.amount desc, c.sector) as integer) as place,
    t.largest / cast(t.draws as double) as largest_share,
    cast(t.place_low as integer) as place_low,
    cast(t.place_high as integer) as place_high,
    cast(coalesce(t.draws, 0) as integer) as draws,
    a.interval_level as level
from cost as c
cross join assumption as a
left join cut as t on t.sector = c.sector
