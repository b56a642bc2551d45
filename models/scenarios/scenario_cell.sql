-- title:   Cost a scenario changes
-- meaning: The ledger added up by everything a lever can choose, so that a scenario is calculated at once.
-- grain:   one row per component, evidence, category, paying sector and causing sector
-- units:   amount = reporting currency; customers_lost = customers
-- formula: Σ amount, Σ customers_lost
-- source:  ledger_cube
-- limits:  as the ledger; months and segments are added up, since a lever holds for all of them alike
-- key:     component, evidence, category, incurred_by, caused_by
-- lineage: ledger_source, component, evidence, category, incurred_by, caused_by
-- additive: amount
select
    ledger_cube.component,
    ledger_cube.evidence,
    coalesce(ledger_cube.category, '(none)') as category,
    ledger_cube.incurred_by,
    ledger_cube.caused_by,
    sum(ledger_cube.amount) as amount,
    sum(ledger_cube.customers_lost) as customers_lost
from ledger_cube
group by
    ledger_cube.component,
    ledger_cube.evidence,
    coalesce(ledger_cube.category, '(none)'),
    ledger_cube.incurred_by,
    ledger_cube.caused_by
