-- title:   Where the money goes
-- meaning: What each sector spent in a month, for each purpose.
-- grain:   one row per sector, purpose and month
-- units:   amount = reporting currency
-- formula: Σ amount of the sector's costs and of its spend on winning customers
-- source:  sector_costs, acquisition_spend
-- limits:  running is the whole cost of a sector, never added to the other purposes; spend on winning without a sector
--          is (unattributed); months up to the day of reference
-- key:     sector, purpose, month
-- lineage: spend_purpose_line, sector, purpose, month
-- decomposition: amount = Σ spend_purpose_line.amount by dataset
select
    spend_purpose_line.sector,
    spend_purpose_line.purpose,
    spend_purpose_line.month,
    cast(sum(spend_purpose_line.amount) as decimal(38, 6)) as amount
from spend_purpose_line
group by spend_purpose_line.sector, spend_purpose_line.purpose, spend_purpose_line.month
