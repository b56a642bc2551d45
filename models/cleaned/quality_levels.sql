-- title:   Quality levels
-- meaning: The quality a sector planned, delivered, and its customers received.
-- grain:   one row per month and sector
-- units:   planned, delivered, received = points of 100
-- source:  quality_levels
select
    levels.month,
    coalesce(sector_moved.sector, sector_spelling.sector, levels.sector) as sector,
    levels.planned,
    levels.delivered,
    levels.received,
    levels.import_id,
    levels.source_row
from raw_quality_levels as levels
cross join assumption
left join sector_spelling on sector_spelling.sector_key = levels.sector
left
join sector_moved
    on sector_moved.sector_key = levels.sector
        and levels.month >= sector_moved.from_day
        and levels.month < sector_moved.to_day
where levels.from_version <= assumption.version
    and (levels.to_version is null or levels.to_version > assumption.version)
