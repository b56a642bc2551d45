-- title:   Capacity of a sector by month
-- meaning: What a sector cost in a month, which of its hours went into complaints and what those cost, and what the
--          other hours cost.
-- grain:   one row per sector and month that has running cost and practical hours
-- units:   running_cost, used_cost, unused_cost = reporting currency; practical_hours, used_hours, unused_hours =
--          hours; used_minutes = minutes; month = first day
-- formula: used_cost = Σ minutes × running_cost / practical_hours / 60; unused = practical − used, in hours and in
--          money
-- source:  sector_costs with purpose running, handling
-- limits:  unused by complaints: other work of the sector and idle hours, which nobody records apart; below 0 where
--          more was worked than the sector can; months up to the day of reference
-- key:     sector, month
-- filters: month, sector
-- lineage: capacity_source, sector, month
-- published: Kaplan & Anderson 2004: 121,400 unused minutes cost 97,120
--            (tests/models/published/test_published_quality.py)
with used as (
    select
        handling.incurred_by as sector,
        cast(date_trunc('month', handling.opened_on) as date) as month,
        sum(handling.amount) as used_cost,
        sum(handling.minutes) as minutes
    from handling
    cross join reference_day
    where handling.opened_on <= reference_day.as_of
    group by handling.incurred_by, cast(date_trunc('month', handling.opened_on) as date)
),
capacity as (
    select
        running_cost.sector,
        running_cost.month,
        running_cost.running_cost,
        running_cost.practical_hours,
        coalesce(used.used_cost, 0) as used_cost,
        cast(coalesce(used.minutes, 0) as decimal(38, 10)) as used_minutes,
        cast(
            cast(
                (cast(coalesce(used.minutes, 0) * 10000000000 as hugeint) + 30) // 60 as decimal(38, 0)
            ) * 0.0000000001 as decimal(28, 10)
        ) as used_hours
    from running_cost
    cross join reference_day
    left join used on used.sector = running_cost.sector and used.month = running_cost.month
    where reference_day.as_of is null or running_cost.month <= reference_day.as_of
)
select
    capacity.sector,
    capacity.month,
    cast(capacity.running_cost as decimal(38, 6)) as running_cost,
    cast(capacity.practical_hours as decimal(28, 10)) as practical_hours,
    capacity.used_hours,
    cast(capacity.practical_hours - capacity.used_hours as decimal(28, 10)) as unused_hours,
    cast(capacity.used_cost as decimal(38, 6)) as used_cost,
    cast(capacity.running_cost - capacity.used_cost as decimal(38, 6)) as unused_cost,
    capacity.used_minutes
from capacity
