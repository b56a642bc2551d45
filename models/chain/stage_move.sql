-- title:   Handovers of a case
-- meaning: Of every stage of every case, from which sector it came, and whether the case came back to a sector or a
--          stage it had left.
-- grain:   one row per case, stage and start
-- units:   hours, waiting_hours, amount = hours elapsed, or working hours if set; month = first day of the month of the
--          start
-- formula: given_by = the sector of the stage before, empty where there is none, it is nobody's or the same;
--          is_returned = the sector had the case before, and another one in between; comes_back = the first stage of
--          such a return; is_repeated = the case had been in the stage before
-- source:  stage_span
-- limits:  nobody's time stands between two sectors without being one; a stage in the same sector is no hand-over
-- key:     case_id, stage, started_at
-- filters: month, sector, case_id
-- lineage: stage_move, case_id, stage, started_at
with visited as (
    select stage_span.case_id, stage_span.sector
    from stage_span
    where stage_span.sector <> '(nobody)'
    group by stage_span.case_id, stage_span.sector
    having count(*) > 1
),
-- only a case that was in a sector more than once can come back to one
known as (
    select
        stage_span.case_id,
        stage_span.place,
        stage_span.sector,
        lag(stage_span.sector) over (partition by stage_span.case_id order by stage_span.place) as sector_before
    from stage_span
    where stage_span.sector <> '(nobody)'
        and exists (select 1 from visited where visited.case_id = stage_span.case_id)
),
numbered as (
    select
        known.*,
        sum(case when known.sector = known.sector_before then 0 else 1 end) over (
            partition by known.case_id order by known.place rows between unbounded preceding and current row
        ) as hold
    from known
),
held as (
    select
        numbered.case_id,
        numbered.place,
        numbered.hold > min(numbered.hold) over (partition by numbered.case_id, numbered.sector) as is_returned,
        coalesce(numbered.sector <> numbered.sector_before, true) as is_first
    from numbered
),
given as (
    select stage_span.case_id, stage_span.place + 1 as place, stage_span.sector
    from stage_span
)
select
    stage_span.case_id,
    stage_span.stage,
    stage_span.started_at,
    stage_span.month,
    stage_span.sector,
    case when stage_span.is_hand_over then given.sector end as given_by,
    stage_span.hours,
    stage_span.waiting_hours,
    coalesce(held.is_returned, false) as is_returned,
    coalesce(held.is_returned and held.is_first, false) as comes_back,
    stage_span.is_return as is_repeated,
    stage_span.is_open,
    stage_span.dataset,
    stage_span.import_id,
    stage_span.source_row,
    stage_span.amount
from stage_span
left join given on given.case_id = stage_span.case_id and given.place = stage_span.place
left join held on held.case_id = stage_span.case_id and held.place = stage_span.place
