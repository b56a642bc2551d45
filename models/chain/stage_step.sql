-- title:   Staircase of a case's way
-- meaning: The stages of cases that begin alike, one after the other: the time agreed for each against its median.
-- grain:   one row per way (first stage of the case) and stage most of its cases go through
-- units:   way_cases, cases = cases; open = stages not done yet; step = number; assigned_hours, median_hours,
--          p90_hours, overrun_hours, promised_hours, agreed_from, agreed_until, actual_from, within_until,
--          actual_until, p90_until = hours elapsed, or working hours if set
-- formula: agreed_until = Σ assigned_hours of the steps up to it; actual_until = Σ median_hours up to it;
--          within_until = actual_from + the lesser of assigned and median; p90_until = actual_from + p90_hours;
--          overrun_hours = median_hours − assigned_hours; promised_hours = median of the promises of the whole cases
-- source:  stage_span, stage_quantile
-- limits:  stages fewer than half of the cases go through are left out; steps in the order of their mean place;
--          middle times laid end to end are a typical way, not the middle of the whole ways; sector = the one with
--          most cases; a choice of sectors leaves their steps alone
-- key:     way, step
-- lineage: stage_span, way, stage
with way as (
    select
        stage_span.way,
        count(distinct stage_span.case_id) as way_cases,
        median(cast(stage_span.promised_hours as double)) as promised_hours
    from stage_span
    group by stage_span.way
),
counted as (
    select
        stage_span.way,
        stage_span.stage,
        count(distinct stage_span.case_id) as cases,
        count(*) filter (where stage_span.is_open) as open,
        median(cast(stage_span.assigned_hours as double)) as assigned_hours,
        avg(cast(stage_span.place as double)) as mean_place
    from stage_span
    group by stage_span.way, stage_span.stage
),
holder as (
    select
        stage_span.way,
        stage_span.stage,
        stage_span.sector,
        row_number() over (
            partition by stage_span.way, stage_span.stage
            order by count(distinct stage_span.case_id) desc, stage_span.sector
        ) as place
    from stage_span
    group by stage_span.way, stage_span.stage, stage_span.sector
),
usual as (
    select
        counted.way,
        counted.stage,
        holder.sector,
        way.way_cases,
        way.promised_hours,
        counted.cases,
        counted.open,
        counted.assigned_hours,
        cast(stage_quantile.median_hours as double) as median_hours,
        cast(stage_quantile.p90_hours as double) as p90_hours,
        row_number() over (partition by counted.way order by counted.mean_place, counted.stage) as step
    from counted
    join way on way.way = counted.way
    join holder on holder.way = counted.way and holder.stage = counted.stage and holder.place = 1
    join stage_quantile
        on stage_quantile.way = 'way: ' || counted.way
            and stage_quantile.stage = counted.stage
            and stage_quantile.sector = 'all'
    where counted.cases * 2 >= way.way_cases
),
laid as (
    select
        usual.*,
        sum(coalesce(usual.assigned_hours, 0e0)) over (
            partition by usual.way order by usual.step rows between unbounded preceding and current row
        ) as agreed_until,
        sum(coalesce(usual.median_hours, 0e0)) over (
            partition by usual.way order by usual.step rows between unbounded preceding and current row
        ) as actual_until
    from usual
)
select
    laid.way,
    laid.step,
    laid.stage,
    laid.sector,
    laid.way_cases,
    laid.cases,
    laid.open,
    laid.assigned_hours,
    laid.median_hours,
    laid.p90_hours,
    laid.median_hours - laid.assigned_hours as overrun_hours,
    laid.agreed_until - coalesce(laid.assigned_hours, 0e0) as agreed_from,
    laid.agreed_until,
    laid.actual_until - coalesce(laid.median_hours, 0e0) as actual_from,
    laid.actual_until - coalesce(laid.median_hours, 0e0)
        + least(
            coalesce(laid.median_hours, 0e0), coalesce(laid.assigned_hours, laid.median_hours, 0e0)
        ) as within_until,
    laid.actual_until,
    laid.actual_until - coalesce(laid.median_hours, 0e0) + laid.p90_hours as p90_until,
    laid.promised_hours
from laid
