-- title:   Scorecard
-- meaning: How often audited work was right where a fault hurts the customer much, and where it hurts little.
-- grain:   one row per sector (and all) and family of criteria (and all)
-- units:   audits, high_audits = audits; low_criteria, disputed, overturned = criteria; high_impact_accuracy, low_impact_accuracy = 0 to 1
-- formula: high_impact_accuracy = audits without a failed high criterion / audits with a high criterion judged; low_impact_accuracy = 1 − failed / judged low criteria
-- source:  audits
-- limits:  na is not judged; an upheld dispute counts as a pass; nothing judged is empty, not 100 %
-- key:     sector, family
-- trace:   audit_criterion, sector, family
with cell as (
    select c.sector, c.family, c.audit_id, c.impact, c.is_judged, c.is_failed, c.disputed, c.is_overturned
    from audit_criterion as c
    union all
    select c.sector, 'all' as family, c.audit_id, c.impact, c.is_judged, c.is_failed, c.disputed, c.is_overturned
    from audit_criterion as c
    union all
    select 'all' as sector, c.family, c.audit_id, c.impact, c.is_judged, c.is_failed, c.disputed, c.is_overturned
    from audit_criterion as c
    union all
    select 'all' as sector, 'all' as family, c.audit_id, c.impact, c.is_judged, c.is_failed, c.disputed, c.is_overturned
    from audit_criterion as c
),
audit as (
    select
        c.sector,
        c.family,
        c.audit_id,
        count(*) filter (where c.impact = 'high' and c.is_judged) as high_judged,
        count(*) filter (where c.impact = 'high' and c.is_failed) as high_failed,
        count(*) filter (where c.impact = 'low' and c.is_judged) as low_judged,
        count(*) filter (where c.impact = 'low' and c.is_failed) as low_failed,
        count(*) filter (where c.disputed) as disputed,
        count(*) filter (where c.is_overturned) as overturned
    from cell as c
    group by c.sector, c.family, c.audit_id
),
summed as (
    select
        t.sector,
        t.family,
        count(*) as audits,
        count(*) filter (where t.high_judged > 0) as high_audits,
        count(*) filter (where t.high_judged > 0 and t.high_failed = 0) as high_right,
        sum(t.low_judged) as low_criteria,
        sum(t.low_failed) as low_failed,
        sum(t.disputed) as disputed,
        sum(t.overturned) as overturned
    from audit as t
    group by t.sector, t.family
)
select
    s.sector,
    s.family,
    s.audits,
    s.high_right / cast(nullif(s.high_audits, 0) as double) as high_impact_accuracy,
    1e0 - s.low_failed / cast(nullif(s.low_criteria, 0) as double) as low_impact_accuracy,
    cast(s.disputed as bigint) as disputed,
    cast(s.overturned as bigint) as overturned,
    s.high_audits,
    cast(s.low_criteria as bigint) as low_criteria
from summed as s
