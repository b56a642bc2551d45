-- title:   Source rows of what an hour is worth
-- meaning: The uploaded row of every case that went through a stage and was late, with what its complaints cost.
-- grain:   one row per late case, sector and stage
-- units:   amount = reporting currency
-- formula: amount as in lateness_case
-- source:  stage_hours, lateness_case
-- limits:  the rows the slope rests on beside those of cases in time; they do not add up to what an hour is worth
-- key:     case_id, sector, stage
-- period:  all
-- materialized: no
-- lineage: worth_source, sector, stage
select distinct
    stage_hours.sector,
    stage_hours.stage,
    lateness_case.case_id,
    lateness_case.dataset,
    lateness_case.import_id,
    lateness_case.source_row,
    lateness_case.amount
from stage_hours
join lateness_case on lateness_case.case_id = stage_hours.case_id
where stage_hours.sector is not null and lateness_case.late_hours > 0
