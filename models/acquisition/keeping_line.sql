-- title:   Spend on keeping customers
-- meaning: Every amount a sector spent on retention and service.
-- grain:   one row per uploaded row
-- units:   amount = reporting currency
-- formula: sector_costs with purpose retention or service
-- source:  sector_costs
-- limits:  months up to the day of reference; a choice of sectors does not narrow it, since keeping serves all
--          customers
-- key:     import_id, source_row
-- filters: month
-- lineage: keeping_line, month, sector
select
    sector_costs.sector,
    sector_costs.month,
    sector_costs.purpose,
    sector_costs.amount,
    'sector_costs' as dataset,
    sector_costs.import_id,
    sector_costs.source_row
from sector_costs
cross join reference_day
where sector_costs.purpose in ('retention', 'service')
    and (reference_day.as_of is null or sector_costs.month <= reference_day.as_of)
