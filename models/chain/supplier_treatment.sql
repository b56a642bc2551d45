-- title:   How suppliers are treated
-- meaning: What a sector's way with suppliers costs: paying late, being turned down, and paying more than others do.
-- grain:   one row per sector
-- units:   purchases, late, declined, without_reference = purchases; late_share = 0 to 1; days_late = days; premium =
--          reporting currency; suppliers, suppliers_lost = suppliers
-- formula: late_share = paid after the day due / purchases with both days; days_late = Σ days after it; premium = Σ
--          (price_paid − reference_price) × quantity, not clipped; suppliers_lost = suppliers that declined and from
--          whom nothing was bought there since
-- source:  supplier_purchases, exchange_rates
-- limits:  purchases without a reference price have no premium and stand in without_reference; a declined purchase
--          counts in purchases and has no premium
-- key:     sector
-- lineage: purchase_line, sector
-- column_lineage: declined: purchase_line, sector, declined = "true";
--                 suppliers_lost: purchase_line, sector, is_lost = "true"
select
    purchase_line.sector,
    count(*) as purchases,
    count(*) filter (where purchase_line.has_dates and purchase_line.days_late > 0) / cast(
        nullif(count(*) filter (where purchase_line.has_dates), 0) as double
    ) as late_share,
    cast(sum(purchase_line.days_late) as bigint) as days_late,
    count(*) filter (where purchase_line.declined) as declined,
    sum(purchase_line.amount) as premium,
    count(*) filter (where purchase_line.has_dates and purchase_line.days_late > 0) as late,
    count(*) filter (where purchase_line.without_reference) as without_reference,
    count(distinct purchase_line.supplier) as suppliers,
    count(distinct case when purchase_line.is_lost then purchase_line.supplier end) as suppliers_lost
from purchase_line
group by purchase_line.sector
