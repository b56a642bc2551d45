-- title:   A sector's own view beside its receivers'
-- meaning: What a sector says of its own service beside what those say who receive it.
-- grain:   one row per sector that was rated by itself and by others
-- units:   own_answers, receiver_answers = answers; own_perceived, receiver_perceived = mean points of the survey's
--          scale; difference = points, above 0 where the sector sees itself better than its receivers do
-- formula: difference = own_perceived − receiver_perceived; all dimensions but morale_dimension
-- source:  service_survey, assumptions small_group and morale_dimension
-- limits:  no points where either side has fewer answers than small_group on every dimension
-- key:     sector
-- untraced: single answers are never shown, so that nobody can be told by one
-- decomposition: difference = own_perceived − receiver_perceived
with summed as (
    select
        service_answer.sector,
        count(*) filter (where service_answer.side = 'own') as own_answers,
        count(*) filter (where service_answer.side = 'others') as receiver_answers,
        sum(service_answer.perceived) filter (
            where service_answer.side = 'own' and service_answer.is_told
        ) as own_points,
        sum(service_answer.perceived) filter (
            where service_answer.side = 'others' and service_answer.is_told
        ) as receiver_points
    from service_answer
    where service_answer.side <> 'morale'
    group by service_answer.sector
)
select
    summed.sector,
    summed.own_answers,
    summed.receiver_answers,
    summed.own_points / cast(nullif(summed.own_answers, 0) as double) as own_perceived,
    summed.receiver_points / cast(nullif(summed.receiver_answers, 0) as double) as receiver_perceived,
    summed.own_points / cast(nullif(summed.own_answers, 0) as double)
        - summed.receiver_points / cast(nullif(summed.receiver_answers, 0) as double) as difference
from summed
where summed.own_answers > 0 and summed.receiver_answers > 0
