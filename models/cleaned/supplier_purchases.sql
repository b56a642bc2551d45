-- title:   Purchases from suppliers
-- meaning: What was bought from whom, at which price, when it was due and paid, and whether the supplier declined.
-- grain:   one row per uploaded line
-- units:   quantity = pieces; price_paid, reference_price = the currency stated, a piece; rate = reporting currency for one unit, empty where none is stored
-- source:  supplier_purchases, exchange_rates
with stated as (
    select
        r.*,
        case when coalesce(r.currency, h.currency, '') = coalesce(h.currency, '') then cast(1 as decimal(28, 10)) else e.rate end as rate
    from raw_supplier_purchases as r
    cross join assumption as a
    cross join home_currency as h
    left join currency_rate as e on e.currency = r.currency and e.month = cast(date_trunc('month', r.date) as date)
    where r.from_version <= a.version and (r.to_version is null or r.to_version > a.version)
)
select
    r.date as bought_on,
    cast(date_trunc('month', r.date) as date) as month,
    coalesce(d.sector, n.sector, r.sector) as sector,
    r.supplier,
    r.quantity,
    r.price_paid,
    r.reference_price,
    r.rate,
    r.due_on,
    r.paid_on,
    coalesce(r.declined, false) as declined,
    r.import_id,
    r.source_row
from stated as r
left join sector_spelling as n on n.sector_key = r.sector
left join sector_moved as d on d.sector_key = r.sector and r.date >= d.from_day and r.date < d.to_day
