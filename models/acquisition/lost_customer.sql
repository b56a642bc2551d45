-- title:   Customers lost, by the channel they came through
-- meaning: How many customers were lost because of complaints that start in a sector, by the channel that had won them.
-- grain:   one row per month, segment, causing sector and channel
-- units:   customers_lost = customers; month = month of the complaint
-- formula: Σ customers_lost of the ledger's avoidable churn
-- source:  ledger, customers
-- limits:  an estimate; a customer without a channel is (no channel)
-- key:     month, segment, caused_by, channel
-- filters: month, segment, caused_by
-- lineage: ledger_source, month, segment, caused_by, channel = *, component = "avoidable_churn"
select
    ledger.month,
    ledger.segment,
    ledger.caused_by,
    coalesce(customers.channel, '(no channel)') as channel,
    sum(ledger.customers_lost) as customers_lost
from ledger
left join customers on customers.customer_id = ledger.customer_id
where ledger.component = 'avoidable_churn'
group by ledger.month, ledger.segment, ledger.caused_by, coalesce(customers.channel, '(no channel)')
