-- title:   Gap of internal service
-- meaning: How far what a sector gives the others stays behind what they expect of it.
-- grain:   one row per rated sector and dimension
-- units:   answers = answers; expected, perceived = mean points of the survey's scale; gap = points, below 0 where
--          the service falls short
-- formula: gap = perceived − expected, over the answers of other sectors; dimensions with fewer answers than
--          small_group stand together as (several), with the next smallest one that has enough
-- source:  service_survey, assumption small_group
-- limits:  a sector with fewer answers than small_group on every dimension shows how many, and no points; a period
--          takes whole groups of answers, by the last month of each; what a sector says of itself stands in own_view
-- key:     sector, dimension
-- untraced:single answers are never shown, so that nobody can be told by one; how many stand behind a number is its
--          column answers
-- decomposition: gap = perceived − expected
with summed as (
    select
        service_answer.sector,
        service_answer.dimension,
        count(*) as answers,
        min(case when service_answer.is_told then 1 else 0 end) as told,
        sum(service_answer.expected) as expected,
        sum(service_answer.perceived) as perceived
    from service_answer
    where service_answer.side = 'others'
    group by service_answer.sector, service_answer.dimension
)
select
    summed.sector,
    summed.dimension,
    summed.answers,
    case when summed.told = 1 then summed.expected / cast(summed.answers as double) end as expected,
    case when summed.told = 1 then summed.perceived / cast(summed.answers as double) end as perceived,
    case when summed.told = 1 then (summed.perceived - summed.expected) / cast(summed.answers as double) end as gap
from summed
