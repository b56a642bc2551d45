-- title:   Spend on winning customers, as uploaded
-- meaning: Every amount spent to win customers, by channel and by the sector that spent it.
-- grain:   one row per uploaded row
-- units:   amount = reporting currency; new_customers = customers won, where stated
-- formula: acquisition_spend, and sector_costs with purpose acquisition as (no channel); a row without a sector is
--          (unattributed)
-- source:  acquisition_spend, sector_costs
-- limits:  spend of one sector and month in both lists counts twice unless the assumption spend_sector says it is the
--          same
-- key:     dataset, import_id, source_row
-- filters: month
-- lineage: spend_stated, month, channel, sector
select
    spend.month,
    spend.channel,
    coalesce(spend.sector, '(unattributed)') as sector,
    spend.amount,
    spend.new_customers,
    'acquisition_spend' as dataset,
    spend.import_id,
    spend.source_row
from acquisition_spend as spend
union all
select
    sector_costs.month,
    '(no channel)' as channel,
    sector_costs.sector,
    sector_costs.amount,
    null as new_customers,
    'sector_costs' as dataset,
    sector_costs.import_id,
    sector_costs.source_row
from sector_costs
cross join assumption
-- the same euro in both lists counts once, under its channel
where sector_costs.purpose = 'acquisition' and not (
    coalesce(assumption.spend_sector, 'other') = 'same'
    and exists (
        select 1
        from acquisition_spend as spend where spend.sector = sector_costs.sector and spend.month = sector_costs.month
    )
)
