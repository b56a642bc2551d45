-- title:   Scorecard by month
-- meaning: How often audited work was right, month by month.
-- grain:   one row per sector (and all) and month with audits
-- units:   audits, high_audits = audits; low_criteria = criteria; high_impact_accuracy, low_impact_accuracy = 0 to 1;
--          month = first day
-- formula: as scorecard
-- source:  audits
-- limits:  as scorecard; the month is that of the audit
-- key:     sector, month
-- lineage: audit_criterion, sector, month
with cell as (
    select
        audit_criterion.sector,
        audit_criterion.month,
        audit_criterion.audit_id,
        audit_criterion.impact,
        audit_criterion.is_judged,
        audit_criterion.is_failed
    from audit_criterion
    union all
    select
        'all' as sector,
        audit_criterion.month,
        audit_criterion.audit_id,
        audit_criterion.impact,
        audit_criterion.is_judged,
        audit_criterion.is_failed
    from audit_criterion
),
audit as (
    select
        cell.sector,
        cell.month,
        cell.audit_id,
        count(*) filter (where cell.impact = 'high' and cell.is_judged) as high_judged,
        count(*) filter (where cell.impact = 'high' and cell.is_failed) as high_failed,
        count(*) filter (where cell.impact = 'low' and cell.is_judged) as low_judged,
        count(*) filter (where cell.impact = 'low' and cell.is_failed) as low_failed
    from cell
    group by cell.sector, cell.month, cell.audit_id
),
summed as (
    select
        audit.sector,
        audit.month,
        count(*) as audits,
        count(*) filter (where audit.high_judged > 0) as high_audits,
        count(*) filter (where audit.high_judged > 0 and audit.high_failed = 0) as high_right,
        sum(audit.low_judged) as low_criteria,
        sum(audit.low_failed) as low_failed
    from audit
    group by audit.sector, audit.month
)
select
    summed.sector,
    summed.month,
    summed.audits,
    summed.high_right / cast(nullif(summed.high_audits, 0) as double) as high_impact_accuracy,
    1e0 - summed.low_failed / cast(nullif(summed.low_criteria, 0) as double) as low_impact_accuracy,
    summed.high_audits,
    cast(summed.low_criteria as bigint) as low_criteria
from summed
