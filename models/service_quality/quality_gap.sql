-- title:   Planned, delivered and received quality
-- meaning: Where quality is lost: between the plan and what is delivered, or between that and what the customer
--          receives.
-- grain:   one row per sector
-- units:   planned, delivered, received = mean points of 100; planning_gap, perception_gap, total_gap = points, above 0
--          where the later falls short; months = months
-- formula: planning_gap = planned − delivered; perception_gap = delivered − received; total_gap = their sum
-- source:  quality_levels
-- limits:  means over the months that have all three
-- key:     sector
-- lineage: quality_month, sector
-- decomposition: planning_gap = planned − delivered;
--                perception_gap = delivered − received;
--                total_gap = planning_gap + perception_gap
with summed as (
    select
        quality_month.sector,
        sum(quality_month.planned) as planned,
        sum(quality_month.delivered) as delivered,
        sum(quality_month.received) as received,
        count(*) as months
    from quality_month
    group by quality_month.sector
)
select
    summed.sector,
    summed.planned / cast(summed.months as double) as planned,
    summed.delivered / cast(summed.months as double) as delivered,
    summed.received / cast(summed.months as double) as received,
    (summed.planned - summed.delivered) / cast(summed.months as double) as planning_gap,
    (summed.delivered - summed.received) / cast(summed.months as double) as perception_gap,
    (summed.planned - summed.received) / cast(summed.months as double) as total_gap,
    summed.months
from summed
