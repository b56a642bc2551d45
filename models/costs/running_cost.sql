-- title:   Cost of an hour, from the sector's own accounts
-- meaning: What a sector costs in a month and the hours it can really work, the two parts of its hourly cost.
-- grain:   one row per sector and month that has both
-- units:   running_cost = reporting currency; practical_hours = hours
-- formula: hourly cost = running_cost / practical_hours
-- source:  sector_costs with purpose running
-- limits:  time-driven: hours nobody used stay outside the cost of complaints
-- key:     sector, month
select
    sector_costs.sector,
    sector_costs.month,
    sum(sector_costs.amount) as running_cost,
    sum(sector_costs.practical_hours) as practical_hours
from sector_costs
where sector_costs.purpose = 'running'
group by sector_costs.sector, sector_costs.month
having sum(sector_costs.practical_hours) > 0 and sum(sector_costs.amount) is not null
