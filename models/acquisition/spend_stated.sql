-- title:   Spend on winning customers, as uploaded
-- meaning: Every amount spent to win customers, by channel.
-- grain:   one row per uploaded row
-- units:   amount = reporting currency; new_customers = customers won, where stated
-- formula: acquisition_spend, and sector_costs with purpose acquisition as (no channel)
-- source:  acquisition_spend, sector_costs
-- limits:  spend of one sector and month in both lists counts twice unless the assumption spend_sector says it is the same
-- key:     dataset, import_id, source_row
-- filters: month
-- trace:   spend_stated, month, channel
select s.month, s.channel, s.amount, s.new_customers, 'acquisition_spend' as dataset, s.import_id, s.source_row
from acquisition_spend as s
union all
select c.month, '(no channel)' as channel, c.amount, null as new_customers, 'sector_costs' as dataset, c.import_id, c.source_row
from sector_costs as c
cross join assumption as a
-- the same euro in both lists counts once, under its channel
where c.purpose = 'acquisition' and not (
    coalesce(a.spend_sector, 'other') = 'same'
    and exists (select 1 from acquisition_spend as s where s.sector = c.sector and s.month = c.month)
)
