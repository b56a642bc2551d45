-- title:   Time of a stage
-- meaning: How long each stage takes against the time agreed for it, the open ones counted as open, how long cases wait
--          before it, and how often they come from another sector or come back.
-- grain:   one row per stage and sector (and all)
-- units:   cases = cases; open = stages not done yet; assigned_hours, median_hours, p90_hours, waiting_hours,
--          working_hours = hours elapsed, or working hours if set; hand_overs, returns = times
-- formula: median_hours, p90_hours = hours after which half, and nine in ten, are done (Kaplan–Meier); assigned_hours =
--          median of the hours assigned; waiting_hours = mean of the hours between the stage before and the start;
--          working_hours = mean of the hours between the start and the finish; hand_overs = starts after another
--          sector's stage; returns = starts of a stage the case had been in before
-- source:  stage_span, stage_quantile
-- limits:  hours with the wait before the stage; sector (nobody) = the customer's time, or nobody's; each time a case
--          goes through a stage counts; empty where so many were never seen done
-- key:     stage, sector
-- lineage: stage_span, stage, sector
with cell as (
    select
        stage_span.stage,
        stage_span.sector,
        stage_span.case_id,
        stage_span.is_open,
        stage_span.hours,
        stage_span.assigned_hours,
        stage_span.waiting_hours,
        stage_span.is_hand_over,
        stage_span.is_return
    from stage_span
    union all
    select
        stage_span.stage,
        'all' as sector,
        stage_span.case_id,
        stage_span.is_open,
        stage_span.hours,
        stage_span.assigned_hours,
        stage_span.waiting_hours,
        stage_span.is_hand_over,
        stage_span.is_return
    from stage_span
),
counted as (
    select
        cell.stage,
        cell.sector,
        count(distinct cell.case_id) as cases,
        count(*) filter (where cell.is_open) as open,
        median(cast(cell.assigned_hours as double)) as assigned_hours,
        -- decimals add up to the same in any order, doubles do not
        cast(sum(cell.waiting_hours) as double) / count(*) as waiting_hours,
        cast(sum(cell.hours - cell.waiting_hours) filter (where not cell.is_open) as double)
            / nullif(count(*) filter (where not cell.is_open), 0) as working_hours,
        count(*) filter (where cell.is_hand_over) as hand_overs,
        count(*) filter (where cell.is_return) as returns
    from cell
    group by cell.stage, cell.sector
)
select
    counted.stage,
    counted.sector,
    counted.cases,
    counted.open,
    counted.assigned_hours,
    stage_quantile.median_hours,
    stage_quantile.p90_hours,
    counted.waiting_hours,
    counted.hand_overs,
    counted.returns,
    counted.working_hours
from counted
join stage_quantile
    on stage_quantile.way = 'all'
        and stage_quantile.stage = counted.stage
        and stage_quantile.sector = counted.sector
