-- title:   Monthly cube of the cost
-- meaning: The ledger added up by month without category and paying sector, for what asks for neither.
-- grain:   one row per month, segment, component, evidence, causing sector and projected
-- units:   amount = reporting currency; customers_lost = customers
-- formula: Σ amount, Σ customers_lost
-- source:  ledger_cube
-- limits:  as the ledger
-- key:     month, segment, component, evidence, caused_by, projected
-- filters: month, segment, caused_by
-- trace:   ledger_source, month, segment, component, evidence, caused_by, projected
select
    c.month,
    c.segment,
    c.component,
    c.evidence,
    c.caused_by,
    c.projected,
    sum(c.amount) as amount,
    sum(c.customers_lost) as customers_lost
from ledger_cube as c
group by c.month, c.segment, c.component, c.evidence, c.caused_by, c.projected
