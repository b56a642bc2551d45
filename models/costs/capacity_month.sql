-- title:   Capacity of a sector by month
-- meaning: What a sector cost in a month, which of its hours went into complaints and what those cost, and what the other hours cost.
-- grain:   one row per sector and month that has running cost and practical hours
-- units:   running_cost, used_cost, unused_cost = reporting currency; practical_hours, used_hours, unused_hours = hours; used_minutes = minutes; month = first day
-- formula: used_cost = Σ minutes × running_cost / practical_hours / 60; unused = practical − used, in hours and in money
-- source:  sector_costs with purpose running, handling
-- limits:  unused by complaints: other work of the sector and idle hours, which nobody records apart; below 0 where more was worked than the sector can; months up to the day of reference
-- key:     sector, month
-- filters: month, sector
-- trace:   capacity_source, sector, month
-- published: Kaplan & Anderson 2004: 121,400 unused minutes cost 97,120 (tests/test_published_quality.py)
with used as (
    select
        h.incurred_by as sector,
        cast(date_trunc('month', h.opened_on) as date) as month,
        sum(h.amount) as used_cost,
        sum(h.minutes) as minutes
    from handling as h
    cross join reference_day as d
    where h.opened_on <= d.as_of
    group by h.incurred_by, cast(date_trunc('month', h.opened_on) as date)
),
capacity as (
    select
        r.sector,
        r.month,
        r.running_cost,
        r.practical_hours,
        coalesce(u.used_cost, 0) as used_cost,
        cast(coalesce(u.minutes, 0) as decimal(38, 10)) as used_minutes,
        cast(cast((cast(coalesce(u.minutes, 0) * 10000000000 as hugeint) + 30) // 60 as decimal(38, 0)) * 0.0000000001 as decimal(28, 10)) as used_hours
    from running_cost as r
    cross join reference_day as d
    left join used as u on u.sector = r.sector and u.month = r.month
    where d.as_of is null or r.month <= d.as_of
)
select
    c.sector,
    c.month,
    cast(c.running_cost as decimal(38, 6)) as running_cost,
    cast(c.practical_hours as decimal(28, 10)) as practical_hours,
    c.used_hours,
    cast(c.practical_hours - c.used_hours as decimal(28, 10)) as unused_hours,
    cast(c.used_cost as decimal(38, 6)) as used_cost,
    cast(c.running_cost - c.used_cost as decimal(38, 6)) as unused_cost,
    c.used_minutes
from capacity as c
