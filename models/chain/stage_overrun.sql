-- title:   Overruns by stage
-- meaning: Where cases take longer than they should: the hours of every sector's stages against the hours assigned to them.
-- grain:   one row per sector and stage
-- units:   cases, late_cases = cases; assigned_hours, actual_hours, overrun_hours = hours elapsed; share_of_overrun = 0 to 1
-- formula: overrun = Σ max(0, actual − assigned) of each stage; share_of_overrun = overrun / overrun of all sectors
-- source:  stage_hours
-- limits:  nobody's time and open stages are left out; a stage without assigned hours counts in cases and actual_hours only; stages that started up to the day of reference
-- key:     sector, stage
with summed as (
    select
        h.sector,
        h.stage,
        count(distinct h.case_id) as cases,
        sum(h.assigned_hours) as assigned_hours,
        sum(h.actual_hours) as actual_hours,
        sum(h.overrun_hours) as overrun_hours,
        count(distinct case when h.overrun_hours > 0 then h.case_id end) as late_cases
    from stage_hours as h
    cross join reference_day as d
    where h.sector is not null and (d.as_of is null or h.month <= d.as_of)
    group by h.sector, h.stage
)
select
    s.sector,
    s.stage,
    s.cases,
    s.assigned_hours,
    s.actual_hours,
    s.overrun_hours,
    s.late_cases,
    cast(s.overrun_hours as double) / nullif(cast(sum(s.overrun_hours) over () as double), 0) as share_of_overrun
from summed as s
