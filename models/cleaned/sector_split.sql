-- title:   Sectors that were split
-- meaning: How complaints that still name a sector after it was split are shared among those that came of it, where shares were given.
-- grain:   one row per sector, new sector and span of days
-- units:   share = 0 to 1; from_day = first day, to_day = day after the last (9999-12-31: still so)
-- source:  changes of sectors
select distinct
    o.sector,
    n.sector as into_sector,
    p.from_day,
    p.to_day,
    cast(p.basis_points as decimal(28, 10)) * 0.0001 as share
from raw_sector_path as p
cross join assumption as a
join raw_sector_path as e on e.kind = 'ended' and e.sector_key = p.sector_key and e.from_day = p.from_day and e.from_version = p.from_version
join sector_spelling as o on o.sector_key = e.into_key
join sector_spelling as n on n.sector_key = p.into_key
where p.kind = 'split' and p.from_version <= a.version and (p.to_version is null or p.to_version > a.version)
