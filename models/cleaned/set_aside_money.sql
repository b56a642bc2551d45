-- title:   Amounts set aside
-- meaning: What the rows set aside state, as far as it can be read; copies of a stored row have no amount.
-- grain:   one row per uploaded row and column of money
-- units:   amount = reporting currency, at the rate of the month, else the latest one, else one for one; month = first day
-- source:  every upload, exchange_rates
with stated as (
    select distinct
        r.dataset,
        r.column_name,
        r.import_id,
        r.source_row,
        r.currency,
        cast(date_trunc('month', r.day) as date) as month,
        r.amount
    from raw_set_aside_money as r
    cross join assumption as a
    where r.from_version <= a.version and (r.to_version is null or r.to_version > a.version)
)
select
    s.dataset,
    s.column_name,
    s.import_id,
    s.source_row,
    s.month,
    cast(round(s.amount * case when s.currency in ('', coalesce(h.currency, '')) then 1 else coalesce(e.rate, l.rate, 1) end, 6) as decimal(38, 6)) as amount
from stated as s
cross join home_currency as h
left join currency_rate as e on e.currency = s.currency and e.month = s.month
left join currency_rate as l on l.currency = s.currency and l.is_latest
