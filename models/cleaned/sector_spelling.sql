-- title:   Sector names
-- meaning: How each sector is written on the pages; the key ignores case, accents and blanks. Names that are one on
--          every day have one spelling.
-- grain:   one row per name
-- source:  sectors, every name an upload brought, and changes of sectors
with named as (
    select
        sector_name.sector_key,
        -- 'all' is the name of the total
        case when sector_name.sector = 'all' then '"all"' else sector_name.sector end as sector
    from sector_name
    cross join assumption
    where sector_name.from_version <= assumption.version
        and (sector_name.to_version is null or sector_name.to_version > assumption.version)
    qualify row_number() over (
        partition by sector_name.sector_key
        order by sector_name.listed desc, sector_name.from_version, sector_name.sector
    ) = 1
),
meant as (
    select raw_sector_path.sector_key, raw_sector_path.into_key
    from raw_sector_path
    cross join assumption
    where raw_sector_path.kind = 'always'
        and raw_sector_path.from_version <= assumption.version
        and (raw_sector_path.to_version is null or raw_sector_path.to_version > assumption.version)
)
select
    named.sector_key,
    coalesce(target_named.sector, named.sector) as sector,
    coalesce(meant.into_key, named.sector_key) as into_key
from named
left join meant on meant.sector_key = named.sector_key
left join named as target_named on target_named.sector_key = meant.into_key
