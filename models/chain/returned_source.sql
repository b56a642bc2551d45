-- title:   Source rows of the cases that come back
-- meaning: The uploaded rows of the stages that began after a case had come back to their sector, or to them.
-- grain:   one row per case, stage, start and kind
-- units:   amount = hours elapsed, or working hours if set
-- formula: as returned_case
-- source:  stage_move
-- limits:  finished stages that began in the period
-- key:     kind, case_id, stage, started_at
-- materialized: no
-- lineage: returned_source, kind, name
select
    'sector' as kind,
    stage_move.sector as name,
    stage_move.case_id,
    stage_move.stage,
    stage_move.started_at,
    stage_move.dataset,
    stage_move.import_id,
    stage_move.source_row,
    stage_move.amount
from stage_move
where stage_move.is_returned and not stage_move.is_open
union all
select
    'stage' as kind,
    stage_move.stage as name,
    stage_move.case_id,
    stage_move.stage,
    stage_move.started_at,
    stage_move.dataset,
    stage_move.import_id,
    stage_move.source_row,
    stage_move.amount
from stage_move
where stage_move.is_repeated and not stage_move.is_open
