-- title:   Promises of cases
-- meaning: Of every case with a promise, when it should have been done and how far it was over.
-- grain:   one row per case that can be judged
-- units:   month = first day of the month of the first start; late_hours = hours elapsed, or working hours if set
-- formula: late_hours = the last finish − the latest promised_at, or − (the first start + promised_hours), not below 0;
--          a case that is open on the day of reference is late by the hours up to its end
-- source:  stage_times, complaints
-- limits:  cases without a promise, and open ones not yet past it, are not judged; a case is open while one of its
--          stages is; where rows state different promises the longest counts; category = of its first complaint; sector
--          = who had its last stage; what is done before working hours begin again after the promise is not late
-- key:     case_id
-- filters: month, case_id
with judged as (
    select
        stage_times.case_id,
        min(stage_times.month) as month,
        min(stage_times.started_at) as started_at,
        max(stage_times.finished_at) as finished_at,
        min(stage_times.started_worked) as started_worked,
        max(stage_times.finished_worked) as finished_worked,
        max(stage_times.promised_worked) as promised_worked,
        count(*) - count(stage_times.finished_at) as open_stages,
        max(stage_times.promised_at) as promised_at,
        max(stage_times.promised_hours) as promised_hours,
        min(stage_times.source_row) as source_row,
        min(stage_times.import_id) as import_id
    from stage_times
    group by stage_times.case_id
),
timed as (
    select
        judged.case_id,
        judged.month,
        judged.open_stages,
        judged.source_row,
        judged.import_id,
        case
            when judged.started_worked is null
                then coalesce(
                    epoch(judged.promised_at), epoch(judged.started_at) + cast(judged.promised_hours as double) * 3600e0
                )
            else coalesce(
                judged.promised_worked, judged.started_worked + cast(judged.promised_hours as double) * 3600e0
            )
        end as due,
        case
            when judged.started_worked is null and judged.open_stages = 0 then epoch(judged.finished_at)
            when judged.started_worked is null then epoch(cast(reference_day.as_of + interval '1' day as timestamp))
            when judged.open_stages = 0 then judged.finished_worked
            else working_day.worked_before
        end as done
    from judged
    cross join reference_day
    left join working_day on working_day.day = cast(reference_day.as_of + interval '1' day as date)
    where reference_day.as_of is null or judged.month <= reference_day.as_of
),
-- the stage that ended last is looked for only among those that ended at that moment
ended_by as (
    select
        stage_times.case_id,
        stage_times.sector,
        row_number() over (
            partition by stage_times.case_id
            order by stage_times.started_at desc, stage_times.stage
        ) as place
    from stage_times
    join judged on judged.case_id = stage_times.case_id
    where judged.open_stages = 0 and stage_times.finished_at = judged.finished_at
        or judged.open_stages > 0 and stage_times.finished_at is null
),
complained as (
    select
        complaints.case_id,
        complaints.category,
        row_number() over (
            partition by complaints.case_id order by complaints.opened_on, complaints.complaint_id
        ) as place
    from complaints
    where complaints.case_id is not null
)
select
    timed.case_id,
    timed.month,
    coalesce(ended_by.sector, '(unattributed)') as sector,
    case when complained.case_id is not null then coalesce(complained.category, '(none)') end as category,
    timed.open_stages > 0 as is_open,
    cast(greatest(timed.done - timed.due, 0e0) / 3600e0 as decimal(28, 10)) as late_hours,
    timed.import_id,
    timed.source_row
from timed
join ended_by on ended_by.case_id = timed.case_id and ended_by.place = 1
left join complained on complained.case_id = timed.case_id and complained.place = 1
where timed.due is not null and timed.done is not null and (timed.open_stages = 0 or timed.done > timed.due)
