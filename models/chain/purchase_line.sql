-- title:   Purchases and their premium
-- meaning: Every purchase with what was paid above the price others pay, and how late it was paid.
-- grain:   one row per uploaded line
-- units:   amount = reporting currency, the premium; days_late = days; month = first day of the month of the purchase;
--          is_lost = yes or no
-- formula: amount = (price_paid − reference_price) × quantity × exchange rate of the month, not clipped; days_late =
--          paid_on − due_on, not below 0; is_lost = declined, and nothing bought there from the supplier since
-- source:  supplier_purchases, exchange_rates
-- limits:  without a reference price or where the supplier declined there is no premium; without both dates no
--          lateness; up to the day of reference
-- key:     import_id, source_row
-- filters: month, sector
-- lineage: purchase_line, month, sector
with bought as (
    select purchases.sector, purchases.supplier, max(purchases.bought_on) as last_bought_on
    from supplier_purchases as purchases
    cross join reference_day
    where not purchases.declined and (reference_day.as_of is null or purchases.bought_on <= reference_day.as_of)
    group by purchases.sector, purchases.supplier
)
select
    purchases.month,
    purchases.sector,
    purchases.supplier,
    purchases.declined and (bought.last_bought_on is null or bought.last_bought_on < purchases.bought_on) as is_lost,
    purchases.declined,
    purchases.reference_price is null and not purchases.declined as without_reference,
    purchases.due_on is not null and purchases.paid_on is not null as has_dates,
    case
        when purchases.paid_on > purchases.due_on
            then cast(
                floor(
                    (epoch(cast(purchases.paid_on as timestamp)) - epoch(cast(purchases.due_on as timestamp))) / 86400e0
                ) as integer
            )
        when purchases.paid_on <= purchases.due_on then 0
    end as days_late,
    case
        when not purchases.declined then cast(round(
            cast(
                round(
                    cast(purchases.price_paid - purchases.reference_price as decimal(28, 10)) * purchases.quantity, 10
                ) as decimal(28, 10)
            ) * purchases.rate,
            6
        ) as decimal(38, 6))
    end as amount,
    'supplier_purchases' as dataset,
    purchases.import_id,
    purchases.source_row
from supplier_purchases as purchases
cross join reference_day
left join bought on bought.sector = purchases.sector and bought.supplier = purchases.supplier
where reference_day.as_of is null or purchases.bought_on <= reference_day.as_of
