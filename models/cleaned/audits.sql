-- title:   Audits
-- meaning: Checks of finished work, criterion by criterion.
-- grain:   one row per audit and criterion
-- units:   impact = high or low; result = pass, fail or na (not judged); month = first day of the month of the audit
-- source:  audits
select
    r.audit_id,
    r.criterion,
    r.date as audited_on,
    cast(date_trunc('month', r.date) as date) as month,
    coalesce(d.sector, n.sector, r.sector) as sector,
    -- 'all' is the name of the total
    case when r.family = 'all' then '"all"' else coalesce(r.family, '(none)') end as family,
    r.impact,
    r.result,
    coalesce(r.disputed, false) or coalesce(r.upheld, false) as disputed,
    coalesce(r.upheld, false) as upheld,
    r.import_id,
    r.source_row
from raw_audits as r
cross join assumption as a
left join sector_spelling as n on n.sector_key = r.sector
left join sector_moved as d on d.sector_key = r.sector and r.date >= d.from_day and r.date < d.to_day
where r.from_version <= a.version and (r.to_version is null or r.to_version > a.version)
