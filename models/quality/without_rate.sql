-- title:   Amounts without an exchange rate
-- meaning: Rows that state an amount in a currency for which no rate of their month is stored.
-- grain:   one row per uploaded row
-- units:   none
-- formula: currency stated, not the reporting currency, and no rate
-- source:  every data set with money, exchange_rates
-- limits:  the rows are stored, their amounts count nowhere
-- key:     dataset, import_id, source_row
-- period:  all
-- trace:   without_rate, dataset
select distinct m.dataset, m.import_id, m.source_row, cast(null as decimal(38, 6)) as amount
from money as m
where m.rate is null
union
select 'supplier_purchases' as dataset, p.import_id, p.source_row, cast(null as decimal(38, 6)) as amount
from supplier_purchases as p
where p.rate is null and p.reference_price is not null and not p.declined
