-- title:   Cases that can be chosen
-- meaning: The categories of complaints and the sectors by which cases can be looked at alone.
-- grain:   one row per kind (category, sector) and name
-- units:   complaints = complaints, empty for a sector; cases = cases
-- formula: cases = cases somebody complained about in the category, or that went through the sector
-- source:  complaints, case_choice
-- limits:  all months; a complaint that names no case counts in complaints only
-- key:     kind, name
-- untraced: a list of what can be chosen; the rows stand behind stage_span and complaint_source
with counted as (
    select case_choice.kind, case_choice.name, count(*) as cases
    from case_choice
    group by case_choice.kind, case_choice.name
),
complained as (
    select coalesce(complaints.category, '(none)') as name, count(*) as complaints
    from complaints
    group by coalesce(complaints.category, '(none)')
)
select
    'category' as kind,
    complained.name,
    complained.complaints,
    coalesce(counted.cases, 0) as cases
from complained
left join counted on counted.kind = 'category' and counted.name = complained.name
union all
select
    counted.kind,
    counted.name,
    cast(null as bigint) as complaints,
    counted.cases
from counted
where counted.kind = 'sector'
