-- title:   Hours of a stage
-- meaning: How long every finished stage took, with the wait before it, and how far that is over its assigned hours.
-- grain:   one row per case, stage and start
-- units:   assigned_hours, actual_hours, overrun_hours = hours elapsed, or working hours if set; month = first day of
--          the month of the start
-- formula: actual = finish − the latest finish of a stage of the case that started before, or − its own start if that
--          is earlier; overrun = max(0, actual − assigned)
-- source:  stage_times
-- limits:  open stages are left out; sector empty = nobody's time; without assigned hours there is no overrun; counted
--          in whole milliseconds, since events of one moment are stored a millionth of a second apart
-- key:     case_id, stage, started_at
-- filters: month, sector, case_id
with moment as (
    select
        stage_times.case_id,
        stage_times.started_at,
        max(coalesce(stage_times.finished_at, timestamp '9999-12-31 00:00:00')) as finished_at,
        max(coalesce(stage_times.finished_worked, 9e15)) as finished_worked
    from stage_times
    group by stage_times.case_id, stage_times.started_at
),
freed as (
    select
        moment.case_id,
        moment.started_at,
        max(moment.finished_at) over (
            partition by moment.case_id order by moment.started_at rows between unbounded preceding and 1 preceding
        ) as free_at,
        max(moment.finished_worked) over (
            partition by moment.case_id order by moment.started_at rows between unbounded preceding and 1 preceding
        ) as free_worked
    from moment
),
timed as (
    select
        stage_times.case_id,
        stage_times.stage,
        stage_times.started_at,
        stage_times.month,
        stage_times.sector,
        stage_times.assigned_hours,
        cast(
            case
                when stage_times.finished_worked is null
                    then epoch(date_trunc('millisecond', stage_times.finished_at))
                        - epoch(
                            date_trunc(
                                'millisecond',
                                least(stage_times.started_at, coalesce(freed.free_at, stage_times.started_at))
                            )
                        )
                else greatest(
                    stage_times.finished_worked
                    - least(stage_times.started_worked, coalesce(freed.free_worked, stage_times.started_worked)),
                    0e0
                )
            end / 3600e0 as decimal(28, 10)
        ) as actual_hours
    from stage_times
    join freed on freed.case_id = stage_times.case_id and freed.started_at = stage_times.started_at
    where stage_times.finished_at is not null
)
select
    timed.case_id,
    timed.stage,
    timed.started_at,
    timed.month,
    timed.sector,
    timed.assigned_hours,
    timed.actual_hours,
    case
        when timed.actual_hours > timed.assigned_hours then timed.actual_hours - timed.assigned_hours
        when timed.assigned_hours is not null then cast(0 as decimal(28, 10))
    end as overrun_hours
from timed
