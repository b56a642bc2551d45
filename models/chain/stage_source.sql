-- title:   Source rows of the stages
-- meaning: The uploaded rows behind the hours and cases of a sector's stages.
-- grain:   one row per finished stage of a sector and measure
-- units:   amount = hours elapsed, or 1 for a case; measure = assigned, actual, overrun, case, late_case
-- formula: as stage_hours; a case with several rows of a stage counts at the first of them
-- source:  stage_hours, stage_times
-- limits:  nobody's time and open stages are left out; stages that started up to the day of reference
-- key:     case_id, stage, started_at, measure
-- kept:    no
-- trace:   stage_source, sector, stage, month, measure
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
        h.*,
        row_number() over (partition by h.case_id, h.stage, h.sector order by h.started_at) as place,
        row_number() over (partition by h.case_id, h.stage, h.sector, h.overrun_hours > 0 order by h.started_at) as place_late
    from stage_hours as h
    cross join reference_day as d
    where h.sector is not null and (d.as_of is null or h.month <= d.as_of)
),
told as (
    select
        p.case_id,
        p.stage,
        p.started_at,
        p.sector,
        p.month,
        m.name as measure,
        case
            when m.name = 'assigned' then p.assigned_hours
            when m.name = 'actual' then p.actual_hours
            when m.name = 'overrun' then p.overrun_hours
            when m.name = 'case' and p.place = 1 then 1
            when m.name = 'late_case' and p.overrun_hours > 0 and p.place_late = 1 then 1
        end as amount
    from placed as p
    cross join measure as m
)
select
    t.case_id,
    t.stage,
    t.started_at,
    t.sector,
    t.month,
    t.measure,
    'stage_times' as dataset,
    s.import_id,
    s.source_row,
    cast(t.amount as decimal(28, 10)) as amount
from told as t
join stage_times as s on s.case_id = t.case_id and s.stage = t.stage and s.started_at = t.started_at
where t.amount is not null
