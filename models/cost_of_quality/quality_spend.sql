-- title:   Spend on doing it right
-- meaning: Every amount a sector spent on preventing faults and on finding them.
-- grain:   one row per uploaded line
-- units:   amount = reporting currency; purpose = prevention or appraisal
-- formula: sector_costs with purpose prevention or appraisal
-- source:  sector_costs
-- limits:  months up to the day of reference; serves all customers, so a choice of segments does not narrow it
-- key:     import_id, source_row
-- filters: month, sector
-- lineage: quality_spend, purpose, month, sector
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
where sector_costs.purpose in ('prevention', 'appraisal')
    and (reference_day.as_of is null or sector_costs.month <= reference_day.as_of)
