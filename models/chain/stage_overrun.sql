-- title:   Overruns by stage
-- meaning: Where cases take longer than they should: the hours of every sector's stages against the hours assigned to them.
-- grain:   one row per sector and stage
-- units:   cases, late_cases = cases; assigned_hours, actual_hours, overrun_hours = hours elapsed; share_of_overrun = 0 to 1
-- formula: overrun = Σ max(0, actual − assigned) of each stage; share_of_overrun = overrun / overrun of all sectors
-- source:  stage_case, stage_hours
-- limits:  nobody's time and open stages are left out; a stage without assigned hours counts in cases and actual_hours only; stages that started up to the day of reference
-- key:     sector, stage
-- trace:   stage_source, sector, stage, measure = "overrun"
-- rows:    assigned_hours: stage_source, sector, stage, measure = "assigned"; actual_hours: stage_source, sector, stage, measure = "actual"; cases: stage_source, sector, stage, measure = "case"; late_cases: stage_source, sector, stage, measure = "late_case"
with counted as (
    select
        c.sector,
        c.stage,
        case when c.month_before is null or c.month_before < p.first_month then c.stages else 0 end as cases,
        case when c.late_before is null or c.late_before < p.first_month then c.late_stages else 0 end as late_cases,
        c.assigned_hours,
        c.actual_hours,
        c.overrun_hours
    from stage_case as c
    join chosen_period as p on p.every_sector
    cross join reference_day as d
    where d.as_of is null or c.month <= d.as_of
    union all
    -- sectors that stand together may share cases
    select
        h.sector,
        h.stage,
        count(distinct h.case_id) as cases,
        count(distinct case when h.overrun_hours > 0 then h.case_id end) as late_cases,
        sum(h.assigned_hours) as assigned_hours,
        sum(h.actual_hours) as actual_hours,
        sum(h.overrun_hours) as overrun_hours
    from stage_hours as h
    join chosen_period as p on not p.every_sector
    cross join reference_day as d
    where h.sector is not null and (d.as_of is null or h.month <= d.as_of)
    group by h.sector, h.stage
),
summed as (
    select
        c.sector,
        c.stage,
        cast(sum(c.cases) as bigint) as cases,
        sum(c.assigned_hours) as assigned_hours,
        sum(c.actual_hours) as actual_hours,
        sum(c.overrun_hours) as overrun_hours,
        cast(sum(c.late_cases) as bigint) as late_cases
    from counted as c
    group by c.sector, c.stage
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
