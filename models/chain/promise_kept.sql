-- title:   Promises kept
-- meaning: How many cases were done later than promised to the customer, and by how much.
-- grain:   one row per dimension (category, sector, or case for all of them) and its value
-- units:   cases, late_cases = cases; late_share = 0 to 1; median_late_hours = hours elapsed, or working hours if set
-- formula: late = the last finish after promised_at, or after the first start + promised_hours; late_share = late_cases
--          / cases; median_late_hours = median of the late ones
-- source:  promised_case
-- limits:  open cases past their promise are late, by the hours up to the day of reference, others are not judged;
--          category = of the first complaint about the case, so only cases somebody complained about have one; sector =
--          who had the last stage, wherever the time was lost; a choice of sectors does not narrow it
-- key:     dimension, category
-- lineage: promise_source, dimension, category, measure = "case"
-- column_lineage: late_cases: promise_source, dimension, category, measure = "late";
--                 late_share: promise_source, dimension, category, measure = "late";
--                 median_late_hours: promise_source, dimension, category, measure = "late"
with cell as (
    select 'category' as dimension, promised_case.category, promised_case.late_hours
    from promised_case
    where promised_case.category is not null
    union all
    select 'sector' as dimension, promised_case.sector as category, promised_case.late_hours
    from promised_case
    union all
    select 'case' as dimension, 'all' as category, promised_case.late_hours
    from promised_case
)
select
    cell.dimension,
    cell.category,
    count(*) as cases,
    count(*) filter (where cell.late_hours > 0) as late_cases,
    count(*) filter (where cell.late_hours > 0) / cast(count(*) as double) as late_share,
    median(cast(cell.late_hours as double)) filter (where cell.late_hours > 0) as median_late_hours
from cell
group by cell.dimension, cell.category
