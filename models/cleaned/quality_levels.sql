-- title:   Quality levels
-- meaning: The quality a sector planned, delivered, and its customers received.
-- grain:   one row per month and sector
-- units:   planned, delivered, received = points of 100
-- source:  quality_levels
select
    r.month,
    coalesce(d.sector, n.sector, r.sector) as sector,
    r.planned,
    r.delivered,
    r.received,
    r.import_id,
    r.source_row
from raw_quality_levels as r
cross join assumption as a
left join sector_spelling as n on n.sector_key = r.sector
left join sector_moved as d on d.sector_key = r.sector and r.month >= d.from_day and r.month < d.to_day
where r.from_version <= a.version and (r.to_version is null or r.to_version > a.version)
