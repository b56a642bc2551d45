-- title:   Hours of a stage
-- meaning: How long every finished stage took, with the wait before it, and how far that is over its assigned hours.
-- grain:   one row per case, stage and start
-- units:   assigned_hours, actual_hours, overrun_hours = hours elapsed; month = first day of the month of the start
-- formula: actual = finish − the latest finish of a stage of the case that started before, or − its own start if that is earlier; overrun = max(0, actual − assigned)
-- source:  stage_times
-- limits:  open stages are left out; sector empty = nobody's time; without assigned hours there is no overrun
-- key:     case_id, stage, started_at
-- filters: month, sector
with moment as (
    select
        s.case_id,
        s.started_at,
        max(coalesce(s.finished_at, timestamp '9999-12-31 00:00:00')) as finished_at
    from stage_times as s
    group by s.case_id, s.started_at
),
freed as (
    select
        m.case_id,
        m.started_at,
        max(m.finished_at) over (
            partition by m.case_id order by m.started_at rows between unbounded preceding and 1 preceding
        ) as free_at
    from moment as m
),
timed as (
    select
        s.case_id,
        s.stage,
        s.started_at,
        s.month,
        s.sector,
        s.assigned_hours,
        cast(
            (epoch(s.finished_at) - epoch(least(s.started_at, coalesce(f.free_at, s.started_at)))) / 3600e0 as decimal(28, 10)
        ) as actual_hours
    from stage_times as s
    join freed as f on f.case_id = s.case_id and f.started_at = s.started_at
    where s.finished_at is not null
)
select
    t.case_id,
    t.stage,
    t.started_at,
    t.month,
    t.sector,
    t.assigned_hours,
    t.actual_hours,
    case
        when t.actual_hours > t.assigned_hours then t.actual_hours - t.assigned_hours
        when t.assigned_hours is not null then cast(0 as decimal(28, 10))
    end as overrun_hours
from timed as t
