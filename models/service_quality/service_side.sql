-- title:   Who answers on a service
-- meaning: Every answer of the internal survey with whose side it tells: that of the receivers, that of the sector
--          itself, or how its own people feel.
-- grain:   one row per uploaded answer
-- units:   expected, perceived = points of the survey's scale; side = others, own (the sector rates itself) or morale;
--          month = first day of the month of the answer
-- formula: own = rated by the sector itself; morale = own, on morale_dimension
-- source:  service_survey, reference_day, assumption morale_dimension
-- limits:  up to the day of reference; single answers are never shown; see service_gap
-- key:     sector, side, dimension, month
-- period:  all
select
    survey.month,
    survey.sector,
    case
        when survey.rated_by <> survey.sector then 'others'
        when lower(survey.dimension) = lower(trim(coalesce(assumption.morale_dimension, ''))) then 'morale'
        else 'own'
    end as side,
    survey.dimension,
    survey.expected,
    survey.perceived
from service_survey as survey
cross join reference_day
cross join assumption
where reference_day.as_of is null or survey.answered_on <= reference_day.as_of
