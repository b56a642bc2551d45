-- title:   Single cases
-- meaning: Every case with its stages, its hours and how far it was over the agreed ones, the furthest over first.
-- grain:   one row per case
-- units:   place = number; stages, open = stages; sectors = sectors; hours, overrun_hours = hours elapsed, or working
--          hours if set; hand_overs, returns = times; started_at = day and time
-- formula: overrun_hours = Σ max(0, hours − assigned_hours); returns = times the case came back to a sector it had left
-- source:  stage_span, stage_move
-- limits:  stages that began in the period, open ones too; hours with the wait before a stage, stages side by side both
--          count; overrun_hours empty where no stage has assigned hours; sectors without nobody's time
-- key:     place
-- lineage: stage_span, case_id
with summed as (
    select
        stage_span.case_id,
        min(stage_span.started_at) as started_at,
        max(stage_span.way) as way,
        count(*) as stages,
        count(*) filter (where stage_span.is_open) as open,
        count(distinct case when stage_span.sector <> '(nobody)' then stage_span.sector end) as sectors,
        sum(stage_span.hours) as hours,
        sum(
            case
                when stage_span.assigned_hours is not null
                    then greatest(stage_span.hours - stage_span.assigned_hours, cast(0 as decimal(28, 10)))
            end
        ) as overrun_hours,
        count(*) filter (where stage_span.is_hand_over) as hand_overs
    from stage_span
    group by stage_span.case_id
),
returned as (
    select stage_move.case_id, count(*) filter (where stage_move.comes_back) as returns
    from stage_move
    group by stage_move.case_id
)
select
    row_number() over (
        order by summed.overrun_hours desc nulls last, summed.hours desc, summed.case_id
    ) as place,
    summed.case_id,
    summed.started_at,
    summed.way,
    summed.stages,
    summed.open,
    summed.sectors,
    summed.hours,
    summed.overrun_hours,
    summed.hand_overs,
    returned.returns
from summed
join returned on returned.case_id = summed.case_id
