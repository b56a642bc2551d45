-- title:   Sectors that went into others
-- meaning: Which sector a name counts for on which days, where it was merged into another from a day on.
-- grain:   one row per name and span of days
-- units:   from_day = first day, to_day = day after the last (9999-12-31: still so)
-- source:  changes of sectors
select
    p.sector_key,
    n.sector,
    p.from_day,
    p.to_day
from raw_sector_path as p
cross join assumption as a
join sector_spelling as n on n.sector_key = p.into_key
where p.kind = 'moved' and p.from_version <= a.version and (p.to_version is null or p.to_version > a.version)
