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
with numbered as (
    select stage_times.*, epoch_us(stage_times.started_at) as start_number
    from stage_times
),
freed as (
    select
        numbered.*,
        max(coalesce(numbered.finished_at, timestamp '9999-12-31 00:00:00')) over (
            partition by numbered.case_id order by numbered.start_number
            range between unbounded preceding and 1 preceding
        ) as free_at,
        max(coalesce(numbered.finished_worked, 9e15)) over (
            partition by numbered.case_id order by numbered.start_number
            range between unbounded preceding and 1 preceding
        ) as free_worked
    from numbered
),
timed as (
    select
        freed.case_id,
        freed.stage,
        freed.started_at,
        freed.month,
        freed.sector,
        freed.assigned_hours,
        cast(
            case
                when freed.finished_worked is null
                    then epoch(date_trunc('millisecond', freed.finished_at))
                        - epoch(
                            date_trunc(
                                'millisecond',
                                least(freed.started_at, coalesce(freed.free_at, freed.started_at))
                            )
                        )
                else greatest(
                    freed.finished_worked
                    - least(freed.started_worked, coalesce(freed.free_worked, freed.started_worked)),
                    0e0
                )
            end / 3600e0 as decimal(28, 10)
        ) as actual_hours
    from freed
    where freed.finished_at is not null
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
