-- title:   Capacity used and unused
-- meaning: What an hour of each sector costs by its own books, how many of its hours complaints took, and what the hours cost that they did not take.
-- grain:   one row per sector (and all) with running cost and practical hours
-- units:   running_cost, used_cost, unused_cost, hourly_cost = reporting currency; practical_hours, used_hours, unused_hours = hours; used_share = 0 to 1
-- formula: hourly_cost = Σ running cost / Σ practical hours; used + unused = practical, in hours and in money; used_share = Σ used hours / Σ practical hours
-- source:  capacity_month
-- limits:  unused is unused by complaints, other work included; it is never part of the cost of complaints
-- key:     sector
-- trace:   capacity_source, sector
-- worked:  hourly_cost = running_cost / practical_hours; used_share = used_hours / practical_hours; unused_cost = running_cost − used_cost
-- published: Kaplan & Anderson 2004: 462,880 used, 97,120 unused of 560,000 (tests/test_published_loyalty.py)
with total as (
    select c.sector, c.running_cost, c.practical_hours, c.used_minutes, c.used_cost, c.unused_cost
    from capacity_month as c
    union all
    select 'all' as sector, c.running_cost, c.practical_hours, c.used_minutes, c.used_cost, c.unused_cost
    from capacity_month as c
),
summed as (
    select
        t.sector,
        sum(t.running_cost) as running_cost,
        sum(t.practical_hours) as practical_hours,
        cast(cast((cast(sum(t.used_minutes) * 10000000000 as hugeint) + 30) // 60 as decimal(38, 0)) * 0.0000000001 as decimal(28, 10)) as used_hours,
        sum(t.used_cost) as used_cost,
        sum(t.unused_cost) as unused_cost
    from total as t
    group by t.sector
)
select
    s.sector,
    s.running_cost,
    s.practical_hours,
    cast((cast(s.running_cost * 2000000 as hugeint) * 10000000000 + sign(s.running_cost) * cast(s.practical_hours * 10000000000 as hugeint)) // nullif(cast(s.practical_hours * 20000000000 as hugeint), 0) as decimal(38, 0)) * 0.000001 as hourly_cost,
    s.used_hours,
    cast(s.practical_hours - s.used_hours as decimal(28, 10)) as unused_hours,
    s.used_cost,
    s.unused_cost,
    s.used_hours / cast(s.practical_hours as double) as used_share
from summed as s
