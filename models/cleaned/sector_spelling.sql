-- title:   Sector names
-- meaning: How each sector is written on the pages; the key ignores case, accents and blanks.
-- grain:   one row per sector
-- source:  sectors, and every name an upload brought
select
    n.sector_key,
    -- 'all' is the name of the total
    case when n.sector = 'all' then '"all"' else n.sector end as sector
from sector_name as n
cross join assumption as a
where n.from_version <= a.version and (n.to_version is null or n.to_version > a.version)
qualify row_number() over (partition by n.sector_key order by n.listed desc, n.from_version, n.sector) = 1
