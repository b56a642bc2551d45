-- title:   Costs of the sectors
-- meaning: What a sector spent in a month, for one purpose.
-- grain:   one row per uploaded line
-- units:   amount = reporting currency; practical_hours = hours
-- source:  sector_costs
with stated as (
    select
        r.*,
        case when coalesce(r.currency, h.currency, '') = coalesce(h.currency, '') then cast(1 as decimal(28, 10)) else e.rate end as rate
    from raw_sector_costs as r
    cross join assumption as a
    cross join home_currency as h
    left join currency_rate as e on e.currency = r.currency and e.month = r.month
    where r.from_version <= a.version and (r.to_version is null or r.to_version > a.version)
)
select
    coalesce(d.sector, n.sector, r.sector) as sector,
    r.month,
    r.purpose,
    cast(round(r.amount * r.rate, 6) as decimal(38, 6)) as amount,
    r.practical_hours,
    r.import_id,
    r.source_row
from stated as r
left join sector_spelling as n on n.sector_key = r.sector
left join sector_moved as d on d.sector_key = r.sector and r.month >= d.from_day and r.month < d.to_day
