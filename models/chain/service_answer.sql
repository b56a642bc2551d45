-- title:   Answers on internal service
-- meaning: What a colleague expects of another sector and gets from it, answer by answer.
-- grain:   one row per uploaded answer
-- units:   expected, perceived = points of the survey's scale; month = first day of the month of the answer
-- formula: as uploaded, up to the day of reference
-- source:  service_survey
-- limits:  single answers are never shown; see service_gap
-- key:     sector, dimension, month
-- filters: month, sector
select
    s.month,
    s.sector,
    s.dimension,
    s.expected,
    s.perceived
from service_survey as s
cross join reference_day as d
where d.as_of is null or s.answered_on <= d.as_of
