-- title:   Work on complaints
-- meaning: Which sector spent how many minutes on a complaint.
-- grain:   one row per uploaded line
-- units:   minutes = minutes
-- source:  complaint_work, complaints
with dated as (
    -- the day of the complaint matters only where sectors were merged
    select c.complaint_id, c.opened_on
    from complaints as c
    where exists (select 1 from sector_moved as m)
)
select
    r.complaint_id,
    coalesce(d.sector, n.sector, r.sector) as sector,
    r.minutes,
    r.import_id,
    r.source_row
from raw_complaint_work as r
cross join assumption as a
left join sector_spelling as n on n.sector_key = r.sector
left join dated as c on c.complaint_id = r.complaint_id
left join sector_moved as d on d.sector_key = r.sector and c.opened_on >= d.from_day and c.opened_on < d.to_day
where r.from_version <= a.version and (r.to_version is null or r.to_version > a.version)
