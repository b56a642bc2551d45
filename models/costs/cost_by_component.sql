-- title:   Cost by component
-- meaning: What the cost consists of: work, money given back, doing it again, and customers who left.
-- grain:   one row per component and evidence
-- units:   amount = reporting currency; share = 0 to 1
-- formula: Σ amount; amount / Σ of all
-- source:  cost_cube
-- limits:  as the ledger
-- key:     component, evidence
-- lineage: ledger_source, component, evidence
-- decomposition: amount = Σ cost_driver.amount by component, evidence
-- additive: amount
with component as (
    select cost_cube.component, cost_cube.evidence, sum(cost_cube.amount) as amount
    from cost_cube
    group by cost_cube.component, cost_cube.evidence
)
select
    component.component,
    component.evidence,
    component.amount,
    cast(component.amount as double) / nullif(cast(sum(component.amount) over () as double), 0e0) as share
from component
