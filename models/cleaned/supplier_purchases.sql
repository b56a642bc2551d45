-- title:   Purchases from suppliers
-- meaning: What was bought from whom, at which price, when it was due and paid, and whether the supplier declined.
-- grain:   one row per uploaded line
-- units:   quantity = pieces; price_paid, reference_price = the currency stated, a piece; rate = reporting currency for
--          one unit, empty where none is stored
-- source:  supplier_purchases, exchange_rates
with stated as (
    select
        purchases.*,
        case
            when coalesce(purchases.currency, home_currency.currency, '') = coalesce(home_currency.currency, '')
                then cast(1 as decimal(28, 10))
            else currency_rate.rate
        end as rate
    from raw_supplier_purchases as purchases
    cross join assumption
    cross join home_currency
    left
    join currency_rate
        on currency_rate.currency = purchases.currency
            and currency_rate.month = cast(date_trunc('month', purchases.date) as date)
    where purchases.from_version <= assumption.version
        and (purchases.to_version is null or purchases.to_version > assumption.version)
)
select
    stated.date as bought_on,
    cast(date_trunc('month', stated.date) as date) as month,
    coalesce(sector_moved.sector, sector_spelling.sector, stated.sector) as sector,
    stated.supplier,
    stated.quantity,
    stated.price_paid,
    stated.reference_price,
    stated.rate,
    stated.due_on,
    stated.paid_on,
    coalesce(stated.declined, false) as declined,
    stated.import_id,
    stated.source_row
from stated
left join sector_spelling on sector_spelling.sector_key = stated.sector
left
join sector_moved
    on sector_moved.sector_key = stated.sector
        and stated.date >= sector_moved.from_day
        and stated.date < sector_moved.to_day
