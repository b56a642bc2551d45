-- title:   Amounts in rejected rows
-- meaning: What rejected rows state, as far as it can be read; copies of a stored row have no amount.
-- grain:   one row per uploaded row and column of money
-- units:   amount = reporting currency, at the rate of the month, else the latest one, else one for one; month = first
--          day
-- source:  every upload, exchange_rates
with stated as (
    select distinct
        money.dataset,
        money.column_name,
        money.import_id,
        money.source_row,
        money.currency,
        cast(date_trunc('month', money.day) as date) as month,
        money.amount
    from raw_set_aside_money as money
    cross join assumption
    where money.from_version <= assumption.version
        and (money.to_version is null or money.to_version > assumption.version)
)
select
    stated.dataset,
    stated.column_name,
    stated.import_id,
    stated.source_row,
    stated.month,
    cast(
        round(
            stated.amount * case
                when stated.currency in ('', coalesce(home_currency.currency, '')) then 1
                else coalesce(month_rate.rate, latest_rate.rate, 1)
            end,
            6
        ) as decimal(38, 6)
    ) as amount
from stated
cross join home_currency
left join currency_rate as month_rate on month_rate.currency = stated.currency and month_rate.month = stated.month
left join currency_rate as latest_rate on latest_rate.currency = stated.currency and latest_rate.is_latest
