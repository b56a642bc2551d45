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
select 'sectors' as dataset, r.import_id, r.source_row, cast(null as decimal(38, 6)) as amount from sectors as r where r.without_rate
union all
select 'sector_costs' as dataset, r.import_id, r.source_row, cast(null as decimal(38, 6)) as amount from sector_costs as r where r.without_rate
union all
select 'customers' as dataset, r.import_id, r.source_row, cast(null as decimal(38, 6)) as amount from customers as r where r.without_rate
union all
select 'transactions' as dataset, r.import_id, r.source_row, cast(null as decimal(38, 6)) as amount from transactions as r where r.without_rate
union all
select 'complaints' as dataset, r.import_id, r.source_row, cast(null as decimal(38, 6)) as amount from complaints as r where r.without_rate
union all
select 'acquisition_spend' as dataset, r.import_id, r.source_row, cast(null as decimal(38, 6)) as amount from acquisition_spend as r where r.without_rate
