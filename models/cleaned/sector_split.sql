-- title:   Sectors that were split
-- meaning: How complaints that still name a sector after it was split are shared among those that came of it, where
--          shares were given.
-- grain:   one row per sector, new sector and span of days
-- units:   share = 0 to 1; from_day = first day, to_day = day after the last (9999-12-31: still so)
-- source:  changes of sectors
select distinct
    old_spelling.sector,
    new_spelling.sector as into_sector,
    path.from_day,
    path.to_day,
    cast(path.basis_points as decimal(28, 10)) * 0.0001 as share
from raw_sector_path as path
cross join assumption
join raw_sector_path as ended_path
    on ended_path.kind = 'ended'
        and ended_path.sector_key = path.sector_key
        and ended_path.from_day = path.from_day
        and ended_path.from_version = path.from_version
join sector_spelling as old_spelling on old_spelling.sector_key = ended_path.into_key
join sector_spelling as new_spelling on new_spelling.sector_key = path.into_key
where path.kind = 'split'
    and path.from_version <= assumption.version
    and (path.to_version is null or path.to_version > assumption.version)
