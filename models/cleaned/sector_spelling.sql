-- title:   Sector names
-- meaning: How each sector is written on the pages; the key ignores case, accents and blanks. Names that are one on every day have one spelling.
-- grain:   one row per name
-- source:  sectors, every name an upload brought, and changes of sectors
with named as (
    select
        n.sector_key,
        -- 'all' is the name of the total
        case when n.sector = 'all' then '"all"' else n.sector end as sector
    from sector_name as n
    cross join assumption as a
    where n.from_version <= a.version and (n.to_version is null or n.to_version > a.version)
    qualify row_number() over (partition by n.sector_key order by n.listed desc, n.from_version, n.sector) = 1
),
meant as (
    select p.sector_key, p.into_key
    from raw_sector_path as p
    cross join assumption as a
    where p.kind = 'always' and p.from_version <= a.version and (p.to_version is null or p.to_version > a.version)
)
select
    n.sector_key,
    coalesce(t.sector, n.sector) as sector,
    coalesce(m.into_key, n.sector_key) as into_key
from named as n
left join meant as m on m.sector_key = n.sector_key
left join named as t on t.sector_key = m.into_key
