-- title:   Cost by sector
-- meaning: What unhappy customers cost, by the sector where it starts and by the type of cost.
-- grain:   one row per causing sector, component and evidence
-- units:   amount = reporting currency
-- formula: Σ amount of the ledger
-- source:  ledger
-- limits:  as the ledger
-- key:     sector, component, evidence
-- lineage: ledger_source, sector = caused_by, component, evidence
-- decomposition: amount = Σ cost_driver.amount by component, evidence
-- additive: amount
select
    cost_cube.caused_by as sector,
    cost_cube.component,
    cost_cube.evidence,
    sum(cost_cube.amount) as amount
from cost_cube
group by cost_cube.caused_by, cost_cube.component, cost_cube.evidence
