-- title:   Stages, by the same stage before
-- meaning: The hours of every sector's stages by month, and whether the case had gone through the same stage before.
-- grain:   one row per month, sector, stage, month before and late month before
-- units:   stages, late_stages = finished stages; hours = hours elapsed; month_before, late_before = first day of a month, empty where there was none
-- formula: sums; a case's first stage (or first late one) of any period is the one whose month before lies ahead of it
-- source:  stage_hours
-- limits:  made so that a period is a short sum; nobody's time is left out
-- key:     month, sector, stage, month_before, late_before
-- filters: month, sector
with followed as (
    select
        h.month,
        h.sector,
        h.stage,
        h.assigned_hours,
        h.actual_hours,
        h.overrun_hours,
        lag(h.month) over (partition by h.sector, h.stage, h.case_id order by h.started_at) as month_before,
        max(case when h.overrun_hours > 0 then h.month end) over (
            partition by h.sector, h.stage, h.case_id order by h.started_at rows between unbounded preceding and 1 preceding
        ) as late_before
    from stage_hours as h
    where h.sector is not null
)
select
    f.month,
    f.sector,
    f.stage,
    f.month_before,
    f.late_before,
    count(*) as stages,
    count(*) filter (where f.overrun_hours > 0) as late_stages,
    sum(f.assigned_hours) as assigned_hours,
    sum(f.actual_hours) as actual_hours,
    sum(f.overrun_hours) as overrun_hours
from followed as f
group by f.month, f.sector, f.stage, f.month_before, f.late_before
