-- title:   Middle and tenth longest time of a stage
-- meaning: The hours after which half, and nine in ten, of a stage's visits are done, the open ones counted as open.
-- grain:   one row per way, stage and sector (and all)
-- units:   median_hours, p90_hours = hours elapsed, or working hours if set
-- formula: the first number of hours at which half, or a tenth, of the visits or fewer are still open (Kaplan–Meier)
-- source:  stage_curve
-- limits:  empty where more than half are open, or so many were never seen done
-- key:     way, stage, sector
-- untraced: a step between the stages and their times; their rows stand behind stage_time
select
    stage_curve.way,
    stage_curve.stage,
    stage_curve.sector,
    -- a few that are done late among many open ones would stand for all of them
    case
        when sum(stage_curve.done) * 2 >= max(stage_curve.at_risk)
            then min(case when stage_curve.still_open <= 0.5e0 + 1e-9 then stage_curve.hours end)
    end as median_hours,
    case
        when sum(stage_curve.done) * 2 >= max(stage_curve.at_risk)
            then min(case when stage_curve.still_open <= 0.1e0 + 1e-9 then stage_curve.hours end)
    end as p90_hours
from stage_curve
group by stage_curve.way, stage_curve.stage, stage_curve.sector
