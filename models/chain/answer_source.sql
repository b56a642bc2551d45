-- title:   Source rows of the satisfaction
-- meaning: The uploaded answers of outside customers about a sector.
-- grain:   one row per uploaded answer
-- units:   amount = points of the longest scale stated; month = first day
-- formula: as satisfaction_answer
-- source:  satisfaction
-- limits:  up to the day of reference
-- key:     import_id, source_row
-- filters: month, sector
-- kept:    no
-- trace:   answer_source, sector, month
select
    s.month,
    coalesce(s.sector, '(unattributed)') as sector,
    'satisfaction' as dataset,
    s.import_id,
    s.source_row,
    s.score as amount
from satisfaction as s
cross join reference_day as d
where d.as_of is null or s.answered_on <= d.as_of
