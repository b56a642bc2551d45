-- title:   Source rows of the stages
-- meaning: The uploaded rows behind the hours and cases of a sector's stages.
-- grain:   one row per finished stage of a sector and measure
-- units:   amount = hours elapsed, or working hours if set, or 1 for a case; measure = assigned, actual, overrun, case,
--          late_case
-- formula: as stage_hours; a case with several rows of a stage counts at the first of them
-- source:  stage_hours, stage_times
-- limits:  nobody's time and open stages are left out; stages that started up to the day of reference
-- key:     case_id, stage, started_at, measure
-- materialized: no
-- lineage: stage_source, sector, stage, month, measure
with measure as (
    select 'assigned' as name
    union all
    select 'actual' as name
    union all
    select 'overrun' as name
    union all
    select 'case' as name
    union all
    select 'late_case' as name
),
placed as (
    select
        stage_hours.*,
        row_number() over (
            partition by stage_hours.case_id, stage_hours.stage, stage_hours.sector
            order by stage_hours.started_at
        ) as place,
        row_number() over (
            partition by stage_hours.case_id, stage_hours.stage, stage_hours.sector, stage_hours.overrun_hours > 0
            order by stage_hours.started_at
        ) as place_late
    from stage_hours
    cross join reference_day
    where stage_hours.sector is not null and (reference_day.as_of is null or stage_hours.month <= reference_day.as_of)
),
told as (
    select
        placed.case_id,
        placed.stage,
        placed.started_at,
        placed.sector,
        placed.month,
        measure.name as measure,
        case
            when measure.name = 'assigned' then placed.assigned_hours
            when measure.name = 'actual' then placed.actual_hours
            when measure.name = 'overrun' then placed.overrun_hours
            when measure.name = 'case' and placed.place = 1 then 1
            when measure.name = 'late_case' and placed.overrun_hours > 0 and placed.place_late = 1 then 1
        end as amount
    from placed
    cross join measure
)
select
    told.case_id,
    told.stage,
    told.started_at,
    told.sector,
    told.month,
    told.measure,
    'stage_times' as dataset,
    stage_times.import_id,
    stage_times.source_row,
    cast(told.amount as decimal(28, 10)) as amount
from told
join stage_times
    on stage_times.case_id = told.case_id
        and stage_times.stage = told.stage
        and stage_times.started_at = told.started_at
where told.amount is not null
