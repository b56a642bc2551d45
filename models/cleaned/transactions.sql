-- title:   Transactions
-- meaning: What was sold, when and to whom.
-- grain:   one row per uploaded line
-- units:   revenue, margin = reporting currency; cancelled = a sale that was cancelled (not the line that takes one back)
-- source:  transactions
with stated as (
    select
        r.*,
        case when coalesce(r.currency, h.currency, '') = coalesce(h.currency, '') then cast(1 as decimal(28, 10)) else e.rate end as rate
    from raw_transactions as r
    cross join assumption as a
    cross join home_currency as h
    left join currency_rate as e on e.currency = r.currency and e.month = cast(date_trunc('month', r.date) as date)
    where r.from_version <= a.version and (r.to_version is null or r.to_version > a.version)
)
select
    r.transaction_id,
    r.customer_id,
    r.date as sold_on,
    cast(round(coalesce(r.revenue, cast(round(r.quantity * r.unit_price, 10) as decimal(28, 10))) * r.rate, 6) as decimal(38, 6)) as revenue,
    cast(round(r.margin * r.rate, 6) as decimal(38, 6)) as margin,
    -- a cancelled sale brings nothing; the line that takes a sale back is below 0 and counts, or the sale would stay
    coalesce(r.cancelled, false) and coalesce(r.revenue, r.quantity * r.unit_price, r.margin, 0) >= 0 as cancelled,
    r.import_id,
    r.source_row
from stated as r
