-- title:   Overruns by stage
-- meaning: Where cases take longer than they should: the hours of every sector's stages against the hours assigned to
--          them.
-- grain:   one row per sector and stage
-- units:   cases, late_cases = cases; assigned_hours, actual_hours, overrun_hours = hours elapsed, or working hours if
--          set; share_of_overrun = 0 to 1
-- formula: overrun = Σ max(0, actual − assigned) of each stage; share_of_overrun = overrun / overrun of all sectors
-- source:  stage_case, stage_hours
-- limits:  nobody's time and open stages are left out; a stage without assigned hours counts in cases and actual_hours
--          only; stages that started up to the day of reference
-- key:     sector, stage
-- lineage: stage_source, sector, stage, measure = "overrun"
-- column_lineage: assigned_hours: stage_source, sector, stage, measure = "assigned";
--                 actual_hours: stage_source, sector, stage, measure = "actual";
--                 cases: stage_source, sector, stage, measure = "case";
--                 late_cases: stage_source, sector, stage, measure = "late_case"
with counted as (
    select
        stage_case.sector,
        stage_case.stage,
        case
            when stage_case.month_before is null or stage_case.month_before < chosen_period.first_month
                then stage_case.stages
            else 0
        end as cases,
        case
            when stage_case.late_before is null or stage_case.late_before < chosen_period.first_month
                then stage_case.late_stages
            else 0
        end as late_cases,
        stage_case.assigned_hours,
        stage_case.actual_hours,
        stage_case.overrun_hours
    from stage_case
    join chosen_period on chosen_period.every_sector
    cross join reference_day
    where reference_day.as_of is null or stage_case.month <= reference_day.as_of
    union all
    -- sectors that stand together may share cases
    select
        stage_hours.sector,
        stage_hours.stage,
        count(distinct stage_hours.case_id) as cases,
        count(distinct case when stage_hours.overrun_hours > 0 then stage_hours.case_id end) as late_cases,
        sum(stage_hours.assigned_hours) as assigned_hours,
        sum(stage_hours.actual_hours) as actual_hours,
        sum(stage_hours.overrun_hours) as overrun_hours
    from stage_hours
    join chosen_period on not chosen_period.every_sector
    cross join reference_day
    where stage_hours.sector is not null and (reference_day.as_of is null or stage_hours.month <= reference_day.as_of)
    group by stage_hours.sector, stage_hours.stage
),
summed as (
    select
        counted.sector,
        counted.stage,
        cast(sum(counted.cases) as bigint) as cases,
        sum(counted.assigned_hours) as assigned_hours,
        sum(counted.actual_hours) as actual_hours,
        sum(counted.overrun_hours) as overrun_hours,
        cast(sum(counted.late_cases) as bigint) as late_cases
    from counted
    group by counted.sector, counted.stage
)
select
    summed.sector,
    summed.stage,
    summed.cases,
    summed.assigned_hours,
    summed.actual_hours,
    summed.overrun_hours,
    summed.late_cases,
    cast(summed.overrun_hours as double) / nullif(
        cast(sum(summed.overrun_hours) over () as double), 0
    ) as share_of_overrun
from summed
