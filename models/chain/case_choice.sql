-- title:   Cases by category and sector
-- meaning: Which cases somebody complained about in a category, and which went through a sector.
-- grain:   one row per case, kind (category, sector) and name
-- units:   cases are named by their own number
-- formula: category = of any complaint that names the case; sector = of any stage of the case
-- source:  complaints, stage_times
-- limits:  complaints without a case lead to none
-- key:     kind, name, case_id
-- untraced: it only says which cases are looked at; their rows stand behind stage_span
select distinct
    'category' as kind,
    coalesce(complaints.category, '(none)') as name,
    complaints.case_id
from complaints
where complaints.case_id is not null
union all
select distinct
    'sector' as kind,
    stage_times.sector as name,
    stage_times.case_id
from stage_times
where stage_times.sector is not null
