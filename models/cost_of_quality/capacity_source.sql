-- title:   Source rows of the capacity
-- meaning: The uploaded rows that say what a sector cost in a month.
-- grain:   one row per uploaded row of a month with practical hours
-- units:   amount = reporting currency
-- formula: as uploaded
-- source:  sector_costs with purpose running
-- limits:  months up to the day of reference
-- key:     import_id, source_row
-- materialized: no
select
    sector_costs.sector,
    sector_costs.month,
    sector_costs.amount,
    'sector_costs' as dataset,
    sector_costs.import_id,
    sector_costs.source_row
from sector_costs
join capacity_month on capacity_month.sector = sector_costs.sector and capacity_month.month = sector_costs.month
where sector_costs.purpose = 'running'
