-- title:   Stages, by the same stage before
-- meaning: The hours of every sector's stages by month, and whether the case had gone through the same stage before.
-- grain:   one row per month, sector, stage, month before and late month before
-- units:   stages, late_stages = finished stages; hours = hours elapsed, or working hours if set; month_before,
--          late_before = first day of a month, empty where there was none
-- formula: sums; a case's first stage (or first late one) of any period is the one whose month before lies ahead of it
-- source:  stage_hours
-- limits:  made so that a period is a short sum; nobody's time is left out
-- key:     month, sector, stage, month_before, late_before
-- filters: month, sector
with followed as (
    select
        stage_hours.month,
        stage_hours.sector,
        stage_hours.stage,
        stage_hours.assigned_hours,
        stage_hours.actual_hours,
        stage_hours.overrun_hours,
        lag(stage_hours.month) over (
            partition by stage_hours.sector, stage_hours.stage, stage_hours.case_id
            order by stage_hours.started_at
        ) as month_before,
        max(case when stage_hours.overrun_hours > 0 then stage_hours.month end) over (
            partition by stage_hours.sector, stage_hours.stage, stage_hours.case_id
            order by stage_hours.started_at rows between unbounded preceding and 1 preceding
        ) as late_before
    from stage_hours
    where stage_hours.sector is not null
)
select
    followed.month,
    followed.sector,
    followed.stage,
    followed.month_before,
    followed.late_before,
    count(*) as stages,
    count(*) filter (where followed.overrun_hours > 0) as late_stages,
    sum(followed.assigned_hours) as assigned_hours,
    sum(followed.actual_hours) as actual_hours,
    sum(followed.overrun_hours) as overrun_hours
from followed
group by followed.month, followed.sector, followed.stage, followed.month_before, followed.late_before
