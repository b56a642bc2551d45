-- title:   Sectors
-- meaning: The internal sectors: those of the list, and those an upload named.
-- grain:   one row per sector
-- units:   hourly_cost = reporting currency an hour, loaded; compensation_limit = reporting currency a complaint, empty
--          where the sector has none of its own
-- source:  sectors
with listed as (
    select
        raw_sectors.*,
        case
            when coalesce(raw_sectors.currency, home_currency.currency, '') = coalesce(home_currency.currency, '')
                then cast(1 as decimal(28, 10))
            else currency_rate.rate
        end as rate
    from raw_sectors
    cross join assumption
    cross join home_currency
    left join currency_rate on currency_rate.currency = raw_sectors.currency and currency_rate.is_latest
    where raw_sectors.from_version <= assumption.version
        and (raw_sectors.to_version is null or raw_sectors.to_version > assumption.version)
)
select
    sector_spelling.sector,
    listed.customer_facing,
    cast(round(listed.hourly_cost * listed.rate, 6) as decimal(38, 6)) as hourly_cost,
    listed.outsourced,
    cast(round(listed.compensation_limit * listed.rate, 6) as decimal(38, 6)) as compensation_limit,
    listed.description,
    listed.import_id,
    listed.source_row
from sector_spelling
left join listed on listed.sector = sector_spelling.sector_key
-- of names that are one sector the one that stayed speaks for it, where it is listed
qualify row_number() over (
    partition by sector_spelling.into_key
    order by
        case when listed.sector is null then 1 else 0 end,
        case when sector_spelling.sector_key = sector_spelling.into_key then 0 else 1 end,
        sector_spelling.sector_key
) = 1
