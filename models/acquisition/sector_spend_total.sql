-- title:   Where the money goes, the whole period
-- meaning: What each sector spent for each purpose in the chosen months together.
-- grain:   one row per sector (and all) and purpose
-- units:   amount = reporting currency
-- formula: Σ sector_spend.amount over the months
-- source:  sector_spend
-- limits:  as sector_spend; all is the sum of the sectors, for each purpose by itself
-- key:     sector, purpose
-- lineage: spend_purpose_line, sector, purpose
-- decomposition: amount = Σ spend_purpose_line.amount by month
select
    sector_spend.sector,
    sector_spend.purpose,
    cast(sum(sector_spend.amount) as decimal(38, 6)) as amount
from sector_spend
group by sector_spend.sector, sector_spend.purpose
union all
select
    'all' as sector,
    sector_spend.purpose,
    cast(sum(sector_spend.amount) as decimal(38, 6)) as amount
from sector_spend
group by sector_spend.purpose
