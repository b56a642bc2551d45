-- title:   Gap of internal service
-- meaning: How far what a sector gives the others stays behind what they expect of it.
-- grain:   one row per rated sector and dimension
-- units:   answers = answers; expected, perceived = mean points of the survey's scale; gap = points, below 0 where the
--          service falls short
-- formula: gap = perceived − expected; dimensions with fewer answers than small_group stand together as (several), with
--          the next smallest ones until they are enough
-- source:  service_survey, assumption small_group
-- limits:  a sector with fewer answers than small_group in all shows how many, and no points
-- key:     sector, dimension
-- untraced: single answers are never shown, so that nobody can be told by one; how many stand behind a number is its
--           column answers
-- decomposition: gap = perceived − expected
with cell as (
    select
        service_answer.sector,
        service_answer.dimension,
        count(*) as answers,
        sum(service_answer.expected) as expected,
        sum(service_answer.perceived) as perceived
    from service_answer
    group by service_answer.sector, service_answer.dimension
),
placed as (
    select
        cell.sector,
        cell.dimension,
        cell.answers,
        cell.expected,
        cell.perceived,
        min(cell.answers) over (partition by cell.sector) as fewest,
        sum(cell.answers) over (
            partition by cell.sector
            order by cell.answers, cell.dimension rows between unbounded preceding and current row
        ) - cell.answers as answers_before
    from cell
),
shown as (
    select
        placed.sector,
        -- what is missing in a table must not be the difference of what stands in it
        case
            when placed.fewest < assumption.small_group
                and (placed.answers < assumption.small_group or placed.answers_before < assumption.small_group)
                then '(several)'
            else placed.dimension
        end as dimension,
        placed.answers,
        placed.expected,
        placed.perceived,
        assumption.small_group
    from placed
    cross join assumption
),
summed as (
    select
        shown.sector,
        shown.dimension,
        cast(sum(shown.answers) as bigint) as answers,
        max(shown.small_group) as small_group,
        sum(shown.expected) as expected,
        sum(shown.perceived) as perceived
    from shown
    group by shown.sector, shown.dimension
)
select
    summed.sector,
    summed.dimension,
    summed.answers,
    case
        when summed.answers >= summed.small_group then summed.expected / cast(summed.answers as double)
    end as expected,
    case
        when summed.answers >= summed.small_group then summed.perceived / cast(summed.answers as double)
    end as perceived,
    case
        when summed.answers >= summed.small_group
            then (summed.perceived - summed.expected) / cast(summed.answers as double)
    end as gap
from summed
