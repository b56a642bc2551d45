-- title:   Gap of internal service
-- meaning: How far what a sector gives the others stays behind what they expect of it.
-- grain:   one row per rated sector and dimension
-- units:   answers = answers; expected, perceived = mean points of the survey's scale; gap = points, below 0 where the service falls short
-- formula: gap = perceived − expected; dimensions with fewer answers than small_group stand together as (several), with the next smallest ones until they are enough
-- source:  service_survey, assumption small_group
-- limits:  a sector with fewer answers than small_group in all shows how many, and no points
-- key:     sector, dimension
-- untraced: single answers are never shown, so that nobody can be told by one; how many stand behind a number is its column answers
-- worked:  gap = perceived − expected
with cell as (
    select
        s.sector,
        s.dimension,
        count(*) as answers,
        sum(s.expected) as expected,
        sum(s.perceived) as perceived
    from service_answer as s
    group by s.sector, s.dimension
),
placed as (
    select
        c.sector,
        c.dimension,
        c.answers,
        c.expected,
        c.perceived,
        min(c.answers) over (partition by c.sector) as fewest,
        sum(c.answers) over (
            partition by c.sector order by c.answers, c.dimension rows between unbounded preceding and current row
        ) - c.answers as answers_before
    from cell as c
),
shown as (
    select
        p.sector,
        -- what is missing in a table must not be the difference of what stands in it
        case
            when p.fewest < a.small_group and (p.answers < a.small_group or p.answers_before < a.small_group) then '(several)'
            else p.dimension
        end as dimension,
        p.answers,
        p.expected,
        p.perceived,
        a.small_group
    from placed as p
    cross join assumption as a
),
summed as (
    select
        s.sector,
        s.dimension,
        cast(sum(s.answers) as bigint) as answers,
        max(s.small_group) as small_group,
        sum(s.expected) as expected,
        sum(s.perceived) as perceived
    from shown as s
    group by s.sector, s.dimension
)
select
    s.sector,
    s.dimension,
    s.answers,
    case when s.answers >= s.small_group then s.expected / cast(s.answers as double) end as expected,
    case when s.answers >= s.small_group then s.perceived / cast(s.answers as double) end as perceived,
    case when s.answers >= s.small_group then (s.perceived - s.expected) / cast(s.answers as double) end as gap
from summed as s
