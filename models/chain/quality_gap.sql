-- title:   Planned, delivered and received quality
-- meaning: Where quality is lost: between the plan and what is delivered, or between that and what the customer receives.
-- grain:   one row per sector
-- units:   planned, delivered, received = mean points of 100; planning_gap, perception_gap, total_gap = points, above 0 where the later falls short; months = months
-- formula: planning_gap = planned − delivered; perception_gap = delivered − received; total_gap = their sum
-- source:  quality_levels
-- limits:  means over the months that have all three
-- key:     sector
-- trace:   quality_month, sector
-- worked:  planning_gap = planned − delivered; perception_gap = delivered − received; total_gap = planning_gap + perception_gap
with summed as (
    select
        q.sector,
        sum(q.planned) as planned,
        sum(q.delivered) as delivered,
        sum(q.received) as received,
        count(*) as months
    from quality_month as q
    group by q.sector
)
select
    s.sector,
    s.planned / cast(s.months as double) as planned,
    s.delivered / cast(s.months as double) as delivered,
    s.received / cast(s.months as double) as received,
    (s.planned - s.delivered) / cast(s.months as double) as planning_gap,
    (s.delivered - s.received) / cast(s.months as double) as perception_gap,
    (s.planned - s.received) / cast(s.months as double) as total_gap,
    s.months
from summed as s
