-- title:   Purchases and their premium
-- meaning: Every purchase with what was paid above the price others pay, and how late it was paid.
-- grain:   one row per uploaded line
-- units:   amount = reporting currency, the premium; days_late = days; month = first day of the month of the purchase
-- formula: amount = (price_paid − reference_price) × quantity × exchange rate of the month, not clipped; days_late = paid_on − due_on, not below 0
-- source:  supplier_purchases, exchange_rates
-- limits:  without a reference price or where the supplier declined there is no premium; without both dates no lateness; up to the day of reference
-- key:     import_id, source_row
-- filters: month, sector
-- trace:   purchase_line, month, sector
select
    p.month,
    p.sector,
    p.declined,
    p.reference_price is null and not p.declined as without_reference,
    p.due_on is not null and p.paid_on is not null as has_dates,
    case
        when p.paid_on > p.due_on then cast(floor((epoch(cast(p.paid_on as timestamp)) - epoch(cast(p.due_on as timestamp))) / 86400e0) as integer)
        when p.paid_on <= p.due_on then 0
    end as days_late,
    case
        when not p.declined then cast(round(
            cast(round(cast(p.price_paid - p.reference_price as decimal(28, 10)) * p.quantity, 10) as decimal(28, 10)) * p.rate, 6
        ) as decimal(38, 6))
    end as amount,
    'supplier_purchases' as dataset,
    p.import_id,
    p.source_row
from supplier_purchases as p
cross join reference_day as d
where d.as_of is null or p.bought_on <= d.as_of
