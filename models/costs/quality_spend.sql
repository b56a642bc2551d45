-- title:   Spend on doing it right
-- meaning: Every amount a sector spent on preventing faults and on finding them.
-- grain:   one row per uploaded line
-- units:   amount = reporting currency; purpose = prevention or appraisal
-- formula: sector_costs with purpose prevention or appraisal
-- source:  sector_costs
-- limits:  months up to the day of reference; serves all customers, so a choice of segments does not narrow it
-- key:     import_id, source_row
-- filters: month, sector
-- trace:   quality_spend, purpose, month, sector
select s.sector, s.month, s.purpose, s.amount, 'sector_costs' as dataset, s.import_id, s.source_row
from sector_costs as s
cross join reference_day as d
where s.purpose in ('prevention', 'appraisal') and (d.as_of is null or s.month <= d.as_of)
