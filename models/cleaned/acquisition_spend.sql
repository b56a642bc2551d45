-- title:   Spend on acquisition
-- meaning: What was spent in a month to win customers through a channel.
-- grain:   one row per uploaded line
-- units:   amount = reporting currency; new_customers = customers won, where the upload says so
-- source:  acquisition_spend
with stated as (
    select
        spend.*,
        case
            when coalesce(spend.currency, home_currency.currency, '') = coalesce(home_currency.currency, '')
                then cast(1 as decimal(28, 10))
            else currency_rate.rate
        end as rate
    from raw_acquisition_spend as spend
    cross join assumption
    cross join home_currency
    left join currency_rate on currency_rate.currency = spend.currency and currency_rate.month = spend.month
    where spend.from_version <= assumption.version
        and (spend.to_version is null or spend.to_version > assumption.version)
)
select
    stated.month,
    -- 'all' is the name of the total
    case when stated.channel = 'all' then '"all"' else stated.channel end as channel,
    cast(round(stated.amount * stated.rate, 6) as decimal(38, 6)) as amount,
    coalesce(sector_moved.sector, sector_spelling.sector, stated.sector) as sector,
    stated.new_customers,
    stated.import_id,
    stated.source_row
from stated
left join sector_spelling on sector_spelling.sector_key = stated.sector
left
join sector_moved
    on sector_moved.sector_key = stated.sector
        and stated.month >= sector_moved.from_day
        and stated.month < sector_moved.to_day
