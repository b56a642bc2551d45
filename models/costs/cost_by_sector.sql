-- title:   Cost by sector
-- meaning: What unhappy customers cost, by the sector where it starts and by the kind of cost.
-- grain:   one row per causing sector, component and evidence
-- units:   amount = reporting currency
-- formula: Σ amount of the ledger
-- source:  ledger
-- limits:  as the ledger
-- key:     sector, component, evidence
-- trace:   ledger_source, sector = caused_by, component, evidence
-- worked:  amount = Σ cost_driver.amount by component, evidence
-- adds:    amount
select
    c.caused_by as sector,
    c.component,
    c.evidence,
    sum(c.amount) as amount
from cost_cube as c
group by c.caused_by, c.component, c.evidence
