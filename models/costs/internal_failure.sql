-- title:   Internal failure
-- meaning: Faults put right before a customer noticed, and what suppliers charge above the price others pay.
-- grain:   one row per uploaded line
-- units:   amount = reporting currency; month = first day of the month of the cost or purchase
-- formula: sector_costs with purpose internal_failure (booked); (price_paid − reference_price) × quantity (estimated),
--          not clipped
-- source:  sector_costs, supplier_purchases
-- limits:  belongs to no complaint; both paid by and starting in the row's sector; purchases without a reference price
--          have no premium
-- key:     dataset, import_id, source_row
-- filters: month, sector
-- lineage: internal_failure, month, sector, evidence
select
    sector_costs.month,
    'internal_failure' as component,
    'booked' as evidence,
    sector_costs.sector,
    sector_costs.amount,
    'sector_costs' as dataset,
    sector_costs.import_id,
    sector_costs.source_row
from sector_costs
cross join reference_day
where sector_costs.purpose = 'internal_failure'
    and sector_costs.amount is not null
    and (reference_day.as_of is null or sector_costs.month <= reference_day.as_of)
union all
select
    purchase_line.month,
    'internal_failure' as component,
    'estimated' as evidence,
    purchase_line.sector,
    purchase_line.amount,
    purchase_line.dataset,
    purchase_line.import_id,
    purchase_line.source_row
from purchase_line
where purchase_line.amount is not null
