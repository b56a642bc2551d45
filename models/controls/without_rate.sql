-- title:   Amounts without an exchange rate
-- meaning: Rows that state an amount in a currency for which no rate of their month is stored.
-- grain:   one row per uploaded row
-- units:   none
-- formula: currency stated, not the reporting currency, and no rate
-- source:  every data set with money, exchange_rates
-- limits:  the rows are stored, their amounts count nowhere
-- key:     dataset, import_id, source_row
-- period:  all
-- lineage: without_rate, dataset
select distinct
    money.dataset,
    money.import_id,
    money.source_row,
    cast(null as decimal(38, 6)) as amount
from money
where money.rate is null
union
select
    'supplier_purchases' as dataset,
    purchases.import_id,
    purchases.source_row,
    cast(null as decimal(38, 6)) as amount
from supplier_purchases as purchases
where purchases.rate is null and purchases.reference_price is not null and not purchases.declined
