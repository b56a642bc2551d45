-- title:   Errors and the complaints about the same cases
-- meaning: How often somebody complained about a case where a criterion was not right, and where it was.
-- grain:   one row per criterion (and all), family and impact
-- units:   error_cases, error_complained, right_cases, right_complained = cases; error_share, right_share, difference =
--          0 to 1
-- formula: error_share = error_complained / error_cases; right_share = right_complained / right_cases; difference =
--          error_share − right_share
-- source:  audits, complaints
-- limits:  goes together with, not caused by; a case judged several times counts once, as an error if it was one once;
--          all: as an error where any criterion was
-- key:     criterion, family, impact
-- lineage: audited_case, criterion, family, impact, measure = "case"
-- column_lineage: error_cases: audited_case, criterion, family, impact, measure = "case", is_failed = "true";
--                 error_share: audited_case, criterion, family, impact, measure = "case", is_failed = "true";
--                 error_complained: audited_case, criterion, family, impact, measure = "complaint", is_failed = "true";
--                 right_complained: audited_case, criterion, family, impact, measure = "complaint", is_failed = "false"
-- decomposition: error_share = error_complained / error_cases;
--                right_share = right_complained / right_cases;
--                difference = error_share − right_share
with cell as (
    select
        audited_case.criterion,
        audited_case.family,
        audited_case.impact,
        audited_case.case_id,
        audited_case.is_failed,
        audited_case.complained
    from audited_case
    where audited_case.measure = 'case'
    union all
    select
        'all' as criterion,
        'all' as family,
        'all' as impact,
        audited_case.case_id,
        audited_case.is_failed,
        audited_case.complained
    from audited_case
    where audited_case.measure = 'case'
),
judged_case as (
    select
        cell.criterion,
        cell.family,
        cell.impact,
        cell.case_id,
        max(case when cell.is_failed then 1 else 0 end) as failed,
        max(case when cell.complained then 1 else 0 end) as complained
    from cell
    group by cell.criterion, cell.family, cell.impact, cell.case_id
),
summed as (
    select
        judged_case.criterion,
        judged_case.family,
        judged_case.impact,
        count(*) filter (where judged_case.failed = 1) as error_cases,
        count(*) filter (where judged_case.failed = 1 and judged_case.complained = 1) as error_complained,
        count(*) filter (where judged_case.failed = 0) as right_cases,
        count(*) filter (where judged_case.failed = 0 and judged_case.complained = 1) as right_complained
    from judged_case
    group by judged_case.criterion, judged_case.family, judged_case.impact
)
select
    summed.criterion,
    summed.family,
    summed.impact,
    summed.error_cases,
    summed.error_complained,
    summed.error_complained / cast(nullif(summed.error_cases, 0) as double) as error_share,
    summed.right_cases,
    summed.right_complained,
    summed.right_complained / cast(nullif(summed.right_cases, 0) as double) as right_share,
    summed.error_complained / cast(nullif(summed.error_cases, 0) as double)
        - summed.right_complained / cast(nullif(summed.right_cases, 0) as double) as difference
from summed
