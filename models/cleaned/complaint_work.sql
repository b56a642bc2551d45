-- title:   Work on complaints
-- meaning: Which sector spent how many minutes on a complaint.
-- grain:   one row per uploaded line
-- units:   minutes = minutes
-- source:  complaint_work
select
    r.complaint_id,
    coalesce(n.sector, r.sector) as sector,
    r.minutes,
    r.import_id,
    r.source_row
from raw_complaint_work as r
cross join assumption as a
left join sector_spelling as n on n.sector_key = r.sector
where r.from_version <= a.version and (r.to_version is null or r.to_version > a.version)
