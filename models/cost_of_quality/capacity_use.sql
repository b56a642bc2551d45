-- title:   Capacity used and unused
-- meaning: What an hour of each sector costs by its own accounts, how many of its hours complaints took, and what the
--          hours cost that they did not take.
-- grain:   one row per sector (and all) with running cost and practical hours
-- units:   running_cost, used_cost, unused_cost, hourly_cost = reporting currency; practical_hours, used_hours,
--          unused_hours = hours; used_share = 0 to 1
-- formula: hourly_cost = Σ running cost / Σ practical hours; used + unused = practical, in hours and in money;
--          used_share = Σ used hours / Σ practical hours
-- source:  capacity_month
-- limits:  unused is unused by complaints, other work included; it is never part of the cost of complaints
-- key:     sector
-- lineage: capacity_source, sector
-- decomposition: hourly_cost = running_cost / practical_hours;
--                used_share = used_hours / practical_hours;
--                unused_cost = running_cost − used_cost
-- published: Kaplan & Anderson 2004: 462,880 used, 97,120 unused of 560,000
--            (tests/models/published/test_published_loyalty.py)
with total as (
    select
        capacity_month.sector,
        capacity_month.running_cost,
        capacity_month.practical_hours,
        capacity_month.used_minutes,
        capacity_month.used_cost,
        capacity_month.unused_cost
    from capacity_month
    union all
    select
        'all' as sector,
        capacity_month.running_cost,
        capacity_month.practical_hours,
        capacity_month.used_minutes,
        capacity_month.used_cost,
        capacity_month.unused_cost
    from capacity_month
),
summed as (
    select
        total.sector,
        sum(total.running_cost) as running_cost,
        sum(total.practical_hours) as practical_hours,
        cast(
            cast(
                (cast(sum(total.used_minutes) * 10000000000 as hugeint) + 30) // 60 as decimal(38, 0)
            ) * 0.0000000001 as decimal(28, 10)
        ) as used_hours,
        sum(total.used_cost) as used_cost,
        sum(total.unused_cost) as unused_cost
    from total
    group by total.sector
)
select
    summed.sector,
    summed.running_cost,
    summed.practical_hours,
    cast(
        (
            cast(summed.running_cost * 2000000 as hugeint) * 10000000000
                + sign(summed.running_cost) * cast(summed.practical_hours * 10000000000 as hugeint)
        ) // nullif(cast(summed.practical_hours * 20000000000 as hugeint), 0) as decimal(38, 0)
    ) * 0.000001 as hourly_cost,
    summed.used_hours,
    cast(summed.practical_hours - summed.used_hours as decimal(28, 10)) as unused_hours,
    summed.used_cost,
    summed.unused_cost,
    summed.used_hours / cast(summed.practical_hours as double) as used_share
from summed
