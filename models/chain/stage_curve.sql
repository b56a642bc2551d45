-- title:   Stages still open by hour
-- meaning: For each number of hours, how many stages were still open then and how many were done at that hour.
-- grain:   one row per way, stage, sector and number of hours at which one was done, or last seen open
-- units:   hours = hours elapsed, or working hours if set; at_risk, done = stages; still_open = 0 to 1
-- formula: Kaplan–Meier: still_open = Π (1 − done / at_risk) up to the hour; stages still open count until the day of
--          reference
-- source:  stage_span
-- limits:  way = the first stage of the case, or all; sector = who had the stage, or all
-- key:     way, stage, sector, hours
-- untraced: a step between the stages and their times; their rows stand behind stage_time
with cell as (
    select
        'all' as way,
        stage_span.stage,
        stage_span.sector,
        stage_span.hours,
        stage_span.is_open
    from stage_span
    union all
    select
        'all' as way,
        stage_span.stage,
        'all' as sector,
        stage_span.hours,
        stage_span.is_open
    from stage_span
    union all
    select
        'way: ' || stage_span.way as way,
        stage_span.stage,
        'all' as sector,
        stage_span.hours,
        stage_span.is_open
    from stage_span
),
counted as (
    select
        cell.way,
        cell.stage,
        cell.sector,
        cell.hours,
        count(*) as stages,
        count(*) filter (where not cell.is_open) as done
    from cell
    group by cell.way, cell.stage, cell.sector, cell.hours
),
watched as (
    select
        counted.way,
        counted.stage,
        counted.sector,
        counted.hours,
        counted.done,
        cast(sum(counted.stages) over (
            partition by counted.way, counted.stage, counted.sector
            order by counted.hours desc rows between unbounded preceding and current row
        ) as bigint) as at_risk
    from counted
),
summed as (
    select
        watched.way,
        watched.stage,
        watched.sector,
        watched.hours,
        watched.done,
        watched.at_risk,
        max(case when watched.done = watched.at_risk then 1 else 0 end) over (
            partition by watched.way, watched.stage, watched.sector
            order by watched.hours rows between unbounded preceding and current row
        ) as all_done,
        sum(
            cast(ln(nullif(1e0 - watched.done / cast(watched.at_risk as double), 0)) as decimal(38, 18))
        ) over (
            partition by watched.way, watched.stage, watched.sector
            order by watched.hours rows between unbounded preceding and current row
        ) as log_open
    from watched
)
select
    summed.way,
    summed.stage,
    summed.sector,
    summed.hours,
    summed.at_risk,
    summed.done,
    case when summed.all_done = 1 then 0e0 else exp(cast(summed.log_open as double)) end as still_open
from summed
