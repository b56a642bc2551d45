-- title:   Sectors that went into others
-- meaning: Which sector a name counts for on which days, where it was merged into another from a day on.
-- grain:   one row per name and span of days
-- units:   from_day = first day, to_day = day after the last (9999-12-31: still so)
-- source:  changes of sectors
select
    raw_sector_path.sector_key,
    sector_spelling.sector,
    raw_sector_path.from_day,
    raw_sector_path.to_day
from raw_sector_path
cross join assumption
join sector_spelling on sector_spelling.sector_key = raw_sector_path.into_key
where raw_sector_path.kind = 'moved'
    and raw_sector_path.from_version <= assumption.version
    and (raw_sector_path.to_version is null or raw_sector_path.to_version > assumption.version)
