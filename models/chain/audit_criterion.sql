-- title:   Judged criteria
-- meaning: Every criterion of every audit: whether it was judged, whether it failed after disputes, and how much it matters.
-- grain:   one row per audit and criterion
-- units:   month = first day of the month of the audit; amount = none
-- formula: judged unless na; an upheld dispute turns the fail into a pass, the criterion stays judged
-- source:  audits
-- limits:  audits up to the day of reference
-- key:     audit_id, criterion
-- filters: month, sector
-- trace:   audit_criterion, sector, family, audit_id
select
    u.audit_id,
    u.criterion,
    u.month,
    u.sector,
    u.family,
    u.impact,
    u.result <> 'na' as is_judged,
    u.result = 'fail' and not u.upheld as is_failed,
    u.disputed,
    u.result = 'fail' and u.upheld as is_overturned,
    'audits' as dataset,
    u.import_id,
    u.source_row,
    cast(null as decimal(38, 6)) as amount
from audits as u
cross join reference_day as d
where d.as_of is null or u.audited_on <= d.as_of
