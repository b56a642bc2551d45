-- title:   Money
-- meaning: Every stored amount of every data set, as it was stated and in the reporting currency.
-- grain:   one row per uploaded row and column of money
-- units:   amount = the currency stated; rate = reporting currency for one unit, empty where none is stored; converted = reporting currency
-- source:  every data set with money, exchange_rates
with stated as (
    select
        m.*,
        case when coalesce(nullif(m.currency, ''), h.currency, '') = coalesce(h.currency, '') then cast(1 as decimal(28, 10)) else e.rate end as rate
    from raw_money as m
    cross join assumption as a
    cross join home_currency as h
    left join currency_rate as e
        on e.currency = m.currency
        and (e.month = cast(date_trunc('month', m.day) as date) or (m.day is null and e.is_latest))
    where m.from_version <= a.version and (m.to_version is null or m.to_version > a.version)
)
select
    s.dataset,
    s.column_name,
    s.currency,
    s.day,
    s.amount,
    s.rate,
    cast(round(s.amount * s.rate, 6) as decimal(38, 6)) as converted,
    s.import_id,
    s.source_row
from stated as s
