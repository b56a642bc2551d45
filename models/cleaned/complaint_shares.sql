-- title:   Agreed shares
-- meaning: Which part of a complaint the sectors agreed to have caused.
-- grain:   one row per complaint and sector
-- units:   share = 0 to 1
-- source:  complaint_shares
select
    r.complaint_id,
    coalesce(n.sector, r.sector) as sector,
    r.share,
    r.import_id,
    r.source_row
from raw_complaint_shares as r
cross join assumption as a
left join sector_spelling as n on n.sector_key = r.sector
where r.from_version <= a.version and (r.to_version is null or r.to_version > a.version)
