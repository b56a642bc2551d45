-- title:   Sectors
-- meaning: The internal sectors: those of the list, and those an upload named.
-- grain:   one row per sector
-- units:   hourly_cost = reporting currency an hour, loaded
-- source:  sectors
with listed as (
    select
        r.*,
        case when coalesce(r.currency, h.currency, '') = coalesce(h.currency, '') then cast(1 as decimal(28, 10)) else e.rate end as rate
    from raw_sectors as r
    cross join assumption as a
    cross join home_currency as h
    left join currency_rate as e on e.currency = r.currency and e.is_latest
    where r.from_version <= a.version and (r.to_version is null or r.to_version > a.version)
)
select
    n.sector,
    r.customer_facing,
    cast(round(r.hourly_cost * r.rate, 6) as decimal(38, 6)) as hourly_cost,
    r.outsourced,
    r.description,
    r.import_id,
    r.source_row
from sector_spelling as n
left join listed as r on r.sector = n.sector_key
-- of names that are one sector the one that stayed speaks for it, where it is listed
qualify row_number() over (
    partition by n.into_key
    order by case when r.sector is null then 1 else 0 end, case when n.sector_key = n.into_key then 0 else 1 end, n.sector_key
) = 1
