-- title:   Source rows of the satisfaction
-- meaning: The uploaded answers of outside customers about a sector.
-- grain:   one row per uploaded answer
-- units:   amount = points of the longest scale stated; month = first day
-- formula: as satisfaction_answer
-- source:  satisfaction
-- limits:  up to the day of reference
-- key:     import_id, source_row
-- filters: month, sector
-- materialized: no
-- lineage: answer_source, sector, month
select
    satisfaction.month,
    coalesce(satisfaction.sector, '(unattributed)') as sector,
    'satisfaction' as dataset,
    satisfaction.import_id,
    satisfaction.source_row,
    satisfaction.score as amount
from satisfaction
cross join reference_day
where reference_day.as_of is null or satisfaction.answered_on <= reference_day.as_of
