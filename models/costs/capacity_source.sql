-- title:   Source rows of the capacity
-- meaning: The uploaded rows that say what a sector cost in a month.
-- grain:   one row per uploaded row of a month with practical hours
-- units:   amount = reporting currency
-- formula: as uploaded
-- source:  sector_costs with purpose running
-- limits:  months up to the day of reference
-- key:     import_id, source_row
-- kept:    no
select s.sector, s.month, s.amount, 'sector_costs' as dataset, s.import_id, s.source_row
from sector_costs as s
join capacity_month as c on c.sector = s.sector and c.month = s.month
where s.purpose = 'running'
