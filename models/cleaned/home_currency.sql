-- title:   Home currency
-- meaning: The reporting currency; where none is set, the only currency that any row states and that has no exchange
--          rate.
-- grain:   one row
-- units:   currency = ISO code, empty when none is set and several or none are stated
-- source:  assumptions; every data set with money; exchange_rates
with stated as (
    select distinct raw_money.currency
    from raw_money
    cross join assumption
    where raw_money.currency <> ''
        and raw_money.from_version <= assumption.version
        and (raw_money.to_version is null or raw_money.to_version > assumption.version)
    union
    -- prices of a piece are no amounts, but their currency counts
    select distinct purchases.currency
    from raw_supplier_purchases as purchases
    cross join assumption
    where purchases.currency <> ''
        and purchases.from_version <= assumption.version
        and (purchases.to_version is null or purchases.to_version > assumption.version)
),
only_one as (
    -- a currency with an exchange rate is foreign
    select case when count(*) = 1 then max(stated.currency) end as currency
    from stated
    where not exists (select 1 from currency_rate where currency_rate.currency = stated.currency)
)
select coalesce(nullif(assumption.reporting_currency, ''), only_one.currency) as currency
from only_one
cross join assumption
