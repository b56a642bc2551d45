-- title:   Spend on keeping customers
-- meaning: Every amount a sector spent on retention and service.
-- grain:   one row per uploaded row
-- units:   amount = reporting currency
-- formula: sector_costs with purpose retention or service
-- source:  sector_costs
-- limits:  months up to the day of reference; a choice of sectors does not narrow it, since keeping serves all customers
-- key:     import_id, source_row
-- filters: month
-- trace:   keeping_line, month, sector
select s.sector, s.month, s.purpose, s.amount, 'sector_costs' as dataset, s.import_id, s.source_row
from sector_costs as s
cross join reference_day as d
where s.purpose in ('retention', 'service') and (d.as_of is null or s.month <= d.as_of)
