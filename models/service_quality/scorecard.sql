-- title:   Scorecard
-- meaning: How often audited work was right where a fault hurts the customer much, and where it hurts little.
-- grain:   one row per sector (and all) and family of criteria (and all)
-- units:   audits, high_audits = audits; low_criteria, disputed, overturned, open_disputes = criteria;
--          high_impact_accuracy, low_impact_accuracy, high_as_found, low_as_found, high_if_upheld, low_if_upheld = 0
--          to 1
-- formula: high_impact_accuracy = audits without a failed high criterion / audits with a high criterion judged;
--          low_impact_accuracy = 1 − failed / judged low criteria; high_as_found, low_as_found = without any dispute;
--          high_if_upheld, low_if_upheld = as if every open dispute were upheld
-- source:  audits, disputes
-- limits:  na is not judged; an upheld dispute counts as a pass, an open one still as a fail; nothing judged is
--          empty, not 100 %
-- key:     sector, family
-- lineage: audit_criterion, sector, family
with cell as (
    select
        audit_criterion.sector,
        audit_criterion.family,
        audit_criterion.audit_id,
        audit_criterion.impact,
        audit_criterion.is_judged,
        audit_criterion.is_failed,
        audit_criterion.disputed,
        audit_criterion.is_overturned,
        audit_criterion.is_found,
        audit_criterion.is_open
    from audit_criterion
    union all
    select
        audit_criterion.sector,
        'all' as family,
        audit_criterion.audit_id,
        audit_criterion.impact,
        audit_criterion.is_judged,
        audit_criterion.is_failed,
        audit_criterion.disputed,
        audit_criterion.is_overturned,
        audit_criterion.is_found,
        audit_criterion.is_open
    from audit_criterion
    union all
    select
        'all' as sector,
        audit_criterion.family,
        audit_criterion.audit_id,
        audit_criterion.impact,
        audit_criterion.is_judged,
        audit_criterion.is_failed,
        audit_criterion.disputed,
        audit_criterion.is_overturned,
        audit_criterion.is_found,
        audit_criterion.is_open
    from audit_criterion
    union all
    select
        'all' as sector,
        'all' as family,
        audit_criterion.audit_id,
        audit_criterion.impact,
        audit_criterion.is_judged,
        audit_criterion.is_failed,
        audit_criterion.disputed,
        audit_criterion.is_overturned,
        audit_criterion.is_found,
        audit_criterion.is_open
    from audit_criterion
),
audit as (
    select
        cell.sector,
        cell.family,
        cell.audit_id,
        count(*) filter (where cell.impact = 'high' and cell.is_judged) as high_judged,
        count(*) filter (where cell.impact = 'high' and cell.is_failed) as high_failed,
        count(*) filter (where cell.impact = 'low' and cell.is_judged) as low_judged,
        count(*) filter (where cell.impact = 'low' and cell.is_failed) as low_failed,
        count(*) filter (where cell.disputed) as disputed,
        count(*) filter (where cell.is_overturned) as overturned,
        count(*) filter (where cell.is_open) as open_disputes,
        count(*) filter (where cell.impact = 'high' and cell.is_found) as high_found,
        count(*) filter (where cell.impact = 'low' and cell.is_found) as low_found,
        count(*) filter (where cell.impact = 'high' and cell.is_failed and not cell.is_open) as high_certain,
        count(*) filter (where cell.impact = 'low' and cell.is_failed and not cell.is_open) as low_certain
    from cell
    group by cell.sector, cell.family, cell.audit_id
),
summed as (
    select
        audit.sector,
        audit.family,
        count(*) as audits,
        count(*) filter (where audit.high_judged > 0) as high_audits,
        count(*) filter (where audit.high_judged > 0 and audit.high_failed = 0) as high_right,
        sum(audit.low_judged) as low_criteria,
        sum(audit.low_failed) as low_failed,
        sum(audit.disputed) as disputed,
        sum(audit.overturned) as overturned,
        sum(audit.open_disputes) as open_disputes,
        count(*) filter (where audit.high_judged > 0 and audit.high_found = 0) as high_found_right,
        count(*) filter (where audit.high_judged > 0 and audit.high_certain = 0) as high_certain_right,
        sum(audit.low_found) as low_found,
        sum(audit.low_certain) as low_certain
    from audit
    group by audit.sector, audit.family
)
select
    summed.sector,
    summed.family,
    summed.audits,
    summed.high_right / cast(nullif(summed.high_audits, 0) as double) as high_impact_accuracy,
    1e0 - summed.low_failed / cast(nullif(summed.low_criteria, 0) as double) as low_impact_accuracy,
    cast(summed.disputed as bigint) as disputed,
    cast(summed.overturned as bigint) as overturned,
    summed.high_audits,
    cast(summed.low_criteria as bigint) as low_criteria,
    cast(summed.open_disputes as bigint) as open_disputes,
    summed.high_found_right / cast(nullif(summed.high_audits, 0) as double) as high_as_found,
    1e0 - summed.low_found / cast(nullif(summed.low_criteria, 0) as double) as low_as_found,
    summed.high_certain_right / cast(nullif(summed.high_audits, 0) as double) as high_if_upheld,
    1e0 - summed.low_certain / cast(nullif(summed.low_criteria, 0) as double) as low_if_upheld
from summed
