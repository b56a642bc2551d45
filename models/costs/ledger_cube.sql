-- title:   Monthly cube of the ledger
-- meaning: The ledger added up by month, so that a page reads thousands of rows instead of millions.
-- grain:   one row per month, segment, category, component, evidence, paying sector, causing sector and projected
-- units:   amount = reporting currency; customers_lost = customers
-- formula: Σ amount, Σ customers_lost
-- source:  ledger
-- limits:  as the ledger
-- key:     month, segment, category, component, evidence, incurred_by, caused_by, projected
-- filters: month, segment, caused_by, category
-- lineage: ledger_source, month, segment, category, component, evidence, incurred_by, caused_by, projected
select
    ledger.month,
    ledger.segment,
    ledger.category,
    ledger.component,
    ledger.evidence,
    ledger.incurred_by,
    ledger.caused_by,
    ledger.projected,
    sum(ledger.amount) as amount,
    sum(ledger.customers_lost) as customers_lost
from ledger
group by
    ledger.month,
    ledger.segment,
    ledger.category,
    ledger.component,
    ledger.evidence,
    ledger.incurred_by,
    ledger.caused_by,
    ledger.projected
