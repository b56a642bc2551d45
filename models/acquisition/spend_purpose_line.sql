-- title:   Spend of the sectors, row by row
-- meaning: Every amount a sector spent, with its purpose, whichever list it was uploaded in.
-- grain:   one row per uploaded row
-- units:   amount = reporting currency
-- formula: sector_costs but its acquisition, and what was spent on winning customers, from both lists
-- source:  sector_costs, spend_stated
-- limits:  months up to the day of reference; spend on winning without a sector is (unattributed)
-- key:     dataset, import_id, source_row
-- filters: month
-- lineage: spend_purpose_line, sector, purpose, month
with line as (
    select
        sector_costs.sector,
        sector_costs.purpose,
        sector_costs.month,
        sector_costs.amount,
        'sector_costs' as dataset,
        sector_costs.import_id,
        sector_costs.source_row
    from sector_costs
    where sector_costs.purpose <> 'acquisition'
    union all
    select
        spend_stated.sector,
        'acquisition' as purpose,
        spend_stated.month,
        spend_stated.amount,
        spend_stated.dataset,
        spend_stated.import_id,
        spend_stated.source_row
    from spend_stated
)
select
    line.sector,
    line.purpose,
    line.month,
    line.amount,
    line.dataset,
    line.import_id,
    line.source_row
from line
cross join reference_day
where line.amount is not null and (reference_day.as_of is null or line.month <= reference_day.as_of)
