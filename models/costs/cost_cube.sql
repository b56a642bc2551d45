-- title:   Monthly cube of the cost
-- meaning: The ledger added up by month without category and paying sector, for what asks for neither.
-- grain:   one row per month, segment, component, evidence, causing sector and projected
-- units:   amount = reporting currency; customers_lost = customers
-- formula: Σ amount, Σ customers_lost
-- source:  ledger_cube
-- limits:  as the ledger
-- key:     month, segment, component, evidence, caused_by, projected
-- filters: month, segment, caused_by
-- lineage: ledger_source, month, segment, component, evidence, caused_by, projected
select
    ledger_cube.month,
    ledger_cube.segment,
    ledger_cube.component,
    ledger_cube.evidence,
    ledger_cube.caused_by,
    ledger_cube.projected,
    sum(ledger_cube.amount) as amount,
    sum(ledger_cube.customers_lost) as customers_lost
from ledger_cube
group by
    ledger_cube.month,
    ledger_cube.segment,
    ledger_cube.component,
    ledger_cube.evidence,
    ledger_cube.caused_by,
    ledger_cube.projected
