-- title:   Money
-- meaning: Every stored amount of every data set, as it was stated and in the reporting currency.
-- grain:   one row per uploaded row and column of money
-- units:   amount = the currency stated; rate = reporting currency for one unit, empty where none is stored; converted
--          = reporting currency
-- source:  every data set with money, exchange_rates
with stated as (
    select
        raw_money.*,
        case
            when coalesce(
                nullif(raw_money.currency, ''), home_currency.currency, ''
            ) = coalesce(home_currency.currency, '')
                then cast(1 as decimal(28, 10))
            else currency_rate.rate
        end as rate
    from raw_money
    cross join assumption
    cross join home_currency
    left join currency_rate
        on currency_rate.currency = raw_money.currency
        and (
            currency_rate.month = cast(date_trunc('month', raw_money.day) as date)
                or (raw_money.day is null and currency_rate.is_latest)
        )
    where raw_money.from_version <= assumption.version
        and (raw_money.to_version is null or raw_money.to_version > assumption.version)
)
select
    stated.dataset,
    stated.column_name,
    stated.currency,
    stated.day,
    stated.amount,
    stated.rate,
    cast(round(stated.amount * stated.rate, 6) as decimal(38, 6)) as converted,
    stated.import_id,
    stated.source_row
from stated
