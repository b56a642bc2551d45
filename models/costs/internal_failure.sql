-- title:   Internal failure
-- meaning: Faults put right before a customer noticed, and what suppliers charge above the price others pay.
-- grain:   one row per uploaded line
-- units:   amount = reporting currency; month = first day of the month of the cost or purchase
-- formula: sector_costs with purpose internal_failure (booked); (price_paid − reference_price) × quantity (estimated), not clipped
-- source:  sector_costs, supplier_purchases
-- limits:  belongs to no complaint; both paid by and starting in the row's sector; purchases without a reference price have no premium
-- key:     dataset, import_id, source_row
-- filters: month, sector
-- trace:   internal_failure, month, sector, evidence
select
    s.month,
    'internal_failure' as component,
    'booked' as evidence,
    s.sector,
    s.amount,
    'sector_costs' as dataset,
    s.import_id,
    s.source_row
from sector_costs as s
cross join reference_day as d
where s.purpose = 'internal_failure' and s.amount is not null and (d.as_of is null or s.month <= d.as_of)
union all
select
    p.month,
    'internal_failure' as component,
    'estimated' as evidence,
    p.sector,
    p.amount,
    p.dataset,
    p.import_id,
    p.source_row
from purchase_line as p
where p.amount is not null
