-- title:   Costs of the sectors
-- meaning: What a sector spent in a month, for one purpose.
-- grain:   one row per uploaded line
-- units:   amount = reporting currency; practical_hours = hours
-- source:  sector_costs
with stated as (
    select
        raw_sector_costs.*,
        case
            when coalesce(raw_sector_costs.currency, home_currency.currency, '') = coalesce(home_currency.currency, '')
                then cast(1 as decimal(28, 10))
            else currency_rate.rate
        end as rate
    from raw_sector_costs
    cross join assumption
    cross join home_currency
    left
    join currency_rate
        on currency_rate.currency = raw_sector_costs.currency and currency_rate.month = raw_sector_costs.month
    where raw_sector_costs.from_version <= assumption.version
        and (raw_sector_costs.to_version is null or raw_sector_costs.to_version > assumption.version)
)
select
    coalesce(sector_moved.sector, sector_spelling.sector, stated.sector) as sector,
    stated.month,
    stated.purpose,
    cast(round(stated.amount * stated.rate, 6) as decimal(38, 6)) as amount,
    stated.practical_hours,
    stated.import_id,
    stated.source_row
from stated
left join sector_spelling on sector_spelling.sector_key = stated.sector
left
join sector_moved
    on sector_moved.sector_key = stated.sector
        and stated.month >= sector_moved.from_day
        and stated.month < sector_moved.to_day
