-- title:   Transactions
-- meaning: What was sold, when and to whom.
-- grain:   one row per uploaded line
-- units:   revenue, margin = reporting currency; cancelled = a sale that was cancelled (not the line that takes one
--          back)
-- source:  transactions
with stated as (
    select
        raw_transactions.*,
        case
            when coalesce(raw_transactions.currency, home_currency.currency, '') = coalesce(home_currency.currency, '')
                then cast(1 as decimal(28, 10))
            else currency_rate.rate
        end as rate
    from raw_transactions
    cross join assumption
    cross join home_currency
    left
    join currency_rate
        on currency_rate.currency = raw_transactions.currency
            and currency_rate.month = cast(date_trunc('month', raw_transactions.date) as date)
    where raw_transactions.from_version <= assumption.version
        and (raw_transactions.to_version is null or raw_transactions.to_version > assumption.version)
)
select
    stated.transaction_id,
    stated.customer_id,
    stated.date as sold_on,
    cast(
        round(
            coalesce(
                stated.revenue, cast(round(stated.quantity * stated.unit_price, 10) as decimal(28, 10))
            ) * stated.rate,
            6
        ) as decimal(38, 6)
    ) as revenue,
    cast(round(stated.margin * stated.rate, 6) as decimal(38, 6)) as margin,
    -- a cancelled sale brings nothing; the line that takes a sale back is below 0 and counts, or the sale would stay
    coalesce(stated.cancelled, false)
        and coalesce(stated.revenue, stated.quantity * stated.unit_price, stated.margin, 0) >= 0 as cancelled,
    stated.import_id,
    stated.source_row
from stated
