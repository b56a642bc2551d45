-- title:   Home currency
-- meaning: The reporting currency; where none is set, the only currency that any row states and that has no exchange rate.
-- grain:   one row
-- units:   currency = ISO code, empty when none is set and several or none are stated
-- source:  assumptions; every data set with money; exchange_rates
with stated as (
    select distinct m.currency
    from raw_money as m
    cross join assumption as a
    where m.currency <> '' and m.from_version <= a.version and (m.to_version is null or m.to_version > a.version)
    union
    -- prices of a piece are no amounts, but their currency counts
    select distinct p.currency
    from raw_supplier_purchases as p
    cross join assumption as a
    where p.currency <> '' and p.from_version <= a.version and (p.to_version is null or p.to_version > a.version)
),
only_one as (
    -- a currency with an exchange rate is foreign
    select case when count(*) = 1 then max(s.currency) end as currency
    from stated as s
    where not exists (select 1 from currency_rate as r where r.currency = s.currency)
)
select coalesce(nullif(a.reporting_currency, ''), o.currency) as currency
from only_one as o
cross join assumption as a
