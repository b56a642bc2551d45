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
    service_survey.month,
    service_survey.sector,
    service_survey.dimension,
    service_survey.expected,
    service_survey.perceived
from service_survey
cross join reference_day
where reference_day.as_of is null or service_survey.answered_on <= reference_day.as_of
