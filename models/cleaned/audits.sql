-- title:   Audits
-- meaning: Checks of finished work, criterion by criterion.
-- grain:   one row per audit and criterion
-- units:   impact = high or low; result = pass, fail or na (not judged); month = first day of the month of the audit;
--          is_open = a fail whose dispute is not answered
-- source:  audits, disputes
select
    raw_audits.audit_id,
    raw_audits.criterion,
    raw_audits.date as audited_on,
    cast(date_trunc('month', raw_audits.date) as date) as month,
    coalesce(sector_moved.sector, sector_spelling.sector, raw_audits.sector) as sector,
    -- 'all' is the name of the total
    case when raw_audits.family = 'all' then '"all"' else coalesce(raw_audits.family, '(none)') end as family,
    raw_audits.case_id,
    raw_audits.impact,
    raw_audits.result,
    disputes.audit_id is not null
        or coalesce(raw_audits.disputed, false)
        or coalesce(raw_audits.upheld, false) as disputed,
    -- what was answered here is later than what the audits say
    coalesce(disputes.outcome = 'upheld', raw_audits.upheld, false) as upheld,
    raw_audits.result = 'fail'
        and coalesce(
            disputes.outcome = 'open', raw_audits.disputed and raw_audits.upheld is null, false
        ) as is_open,
    raw_audits.import_id,
    raw_audits.source_row
from raw_audits
cross join assumption
left join disputes on disputes.audit_id = raw_audits.audit_id and disputes.criterion = raw_audits.criterion
left join sector_spelling on sector_spelling.sector_key = raw_audits.sector
left
join sector_moved
    on sector_moved.sector_key = raw_audits.sector
        and raw_audits.date >= sector_moved.from_day
        and raw_audits.date < sector_moved.to_day
where raw_audits.from_version <= assumption.version
    and (raw_audits.to_version is null or raw_audits.to_version > assumption.version)
