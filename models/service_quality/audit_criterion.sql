-- title:   Judged criteria
-- meaning: Every criterion of every audit: whether it was judged, whether it failed after disputes, and how much it
--          matters.
-- grain:   one row per audit and criterion
-- units:   month = first day of the month of the audit; amount = none
-- formula: judged unless na; an upheld dispute turns the fail into a pass, the criterion stays judged; is_found = a
--          fail as it was found, whatever became of it; is_open = a fail whose dispute is not answered
-- source:  audits, disputes
-- limits:  audits up to the day of reference
-- key:     audit_id, criterion
-- filters: month, sector
-- lineage: audit_criterion, sector, family, audit_id
select
    audits.audit_id,
    audits.criterion,
    audits.month,
    audits.sector,
    audits.family,
    audits.impact,
    audits.result <> 'na' as is_judged,
    audits.result = 'fail' and not audits.upheld as is_failed,
    audits.disputed,
    audits.result = 'fail' and audits.upheld as is_overturned,
    audits.result = 'fail' as is_found,
    audits.is_open,
    'audits' as dataset,
    audits.import_id,
    audits.source_row,
    cast(null as decimal(38, 6)) as amount
from audits
cross join reference_day
where reference_day.as_of is null or audits.audited_on <= reference_day.as_of
