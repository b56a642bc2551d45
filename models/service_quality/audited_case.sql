-- title:   Audited cases and their complaints
-- meaning: Every criterion judged on a case: whether it was right, and whether somebody complained about that case.
-- grain:   one row per audit and criterion judged on a case (measure case), and one per complaint about it (measure
--          complaint)
-- units:   month = first day of the month of the audit; amount = none
-- formula: complained = a complaint names the case of the audit
-- source:  audits, complaints
-- limits:  audits that name no case are left out; audits and complaints up to the day of reference
-- key:     audit_id, criterion, measure, import_id, source_row
-- filters: month, sector
-- lineage: audited_case, audit_id, criterion, measure
with judged as (
    select audit_criterion.*, audits.case_id
    from audit_criterion
    join audits on audits.audit_id = audit_criterion.audit_id and audits.criterion = audit_criterion.criterion
    where audit_criterion.is_judged and audits.case_id is not null
),
about as (
    select distinct
        judged.audit_id,
        judged.criterion,
        complaints.complaint_id,
        complaints.import_id,
        complaints.source_row
    from judged
    join complaints on complaints.case_id = judged.case_id
    cross join reference_day
    where reference_day.as_of is null or complaints.opened_on <= reference_day.as_of
),
counted as (
    select about.audit_id, about.criterion, count(*) as complaints
    from about
    group by about.audit_id, about.criterion
),
row_behind as (
    select
        judged.audit_id,
        judged.criterion,
        'case' as measure,
        'audits' as dataset,
        judged.import_id,
        judged.source_row
    from judged
    union all
    select
        about.audit_id,
        about.criterion,
        'complaint' as measure,
        'complaints' as dataset,
        about.import_id,
        about.source_row
    from about
)
select
    judged.audit_id,
    judged.criterion,
    row_behind.measure,
    judged.month,
    judged.sector,
    judged.family,
    judged.impact,
    judged.case_id,
    judged.is_failed,
    coalesce(counted.complaints, 0) > 0 as complained,
    row_behind.dataset,
    row_behind.import_id,
    row_behind.source_row,
    cast(null as decimal(38, 6)) as amount
from judged
join row_behind on row_behind.audit_id = judged.audit_id and row_behind.criterion = judged.criterion
left join counted on counted.audit_id = judged.audit_id and counted.criterion = judged.criterion
