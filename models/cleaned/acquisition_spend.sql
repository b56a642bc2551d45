-- title:   Spend on acquisition
-- meaning: What was spent in a month to win customers through a channel.
-- grain:   one row per uploaded line
-- units:   amount = reporting currency; new_customers = customers won, where the upload says so
-- source:  acquisition_spend
with stated as (
    select
        r.*,
        case when coalesce(r.currency, h.currency, '') = coalesce(h.currency, '') then cast(1 as decimal(28, 10)) else e.rate end as rate
    from raw_acquisition_spend as r
    cross join assumption as a
    cross join home_currency as h
    left join currency_rate as e on e.currency = r.currency and e.month = r.month
    where r.from_version <= a.version and (r.to_version is null or r.to_version > a.version)
)
select
    r.month,
    -- 'all' is the name of the total
    case when r.channel = 'all' then '"all"' else r.channel end as channel,
    cast(round(r.amount * r.rate, 6) as decimal(38, 6)) as amount,
    coalesce(d.sector, n.sector, r.sector) as sector,
    r.new_customers,
    r.import_id,
    r.source_row
from stated as r
left join sector_spelling as n on n.sector_key = r.sector
left join sector_moved as d on d.sector_key = r.sector and r.month >= d.from_day and r.month < d.to_day
