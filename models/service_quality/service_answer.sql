-- title:   Answers on internal service
-- meaning: What a colleague expects of a sector and gets from it, answer by answer, with what it is told together.
-- grain:   one row per uploaded answer
-- units:   expected, perceived = points of the survey's scale; side = others, own (the sector rates itself) or morale;
--          month, first_month = first day of the last and first month of the answers told together; is_told = yes or no
-- formula: as uploaded; dimension and month as survey_wave says
-- source:  service_side, survey_wave
-- limits:  single answers are never shown; see service_gap
-- key:     sector, side, dimension, month
-- filters: month, sector
select
    survey_wave.wave as month,
    survey_wave.first_month,
    survey_wave.sector,
    survey_wave.side,
    survey_wave.told_as as dimension,
    survey_wave.is_told,
    service_side.expected,
    service_side.perceived
from service_side
join survey_wave
    on survey_wave.sector = service_side.sector
        and survey_wave.side = service_side.side
        and survey_wave.dimension = service_side.dimension
        and survey_wave.month = service_side.month
