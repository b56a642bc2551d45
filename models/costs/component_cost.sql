-- title:   Cost of a component by evidence
-- meaning: What of the cost of each component is booked, measured, estimated and assumed.
-- grain:   one row per component
-- units:   all amounts = reporting currency; share = 0 to 1
-- formula: Σ amount of the ledger by evidence; amount / Σ of all
-- source:  cost_by_component
-- limits:  as the ledger
-- key:     component
-- lineage: ledger_source, component
-- column_lineage: booked: ledger_source, component, evidence = "booked";
--                 measured: ledger_source, component, evidence = "measured";
--                 estimated: ledger_source, component, evidence = "estimated";
--                 assumed: ledger_source, component, evidence = "assumed"
-- additive: amount, share
with summed as (
    select
        component_part.component,
        sum(component_part.amount) as amount,
        sum(case when component_part.evidence = 'booked' then component_part.amount else 0 end) as booked,
        sum(case when component_part.evidence = 'measured' then component_part.amount else 0 end) as measured,
        sum(case when component_part.evidence = 'estimated' then component_part.amount else 0 end) as estimated,
        sum(case when component_part.evidence = 'assumed' then component_part.amount else 0 end) as assumed
    from cost_by_component as component_part
    group by component_part.component
)
select
    summed.component,
    summed.amount,
    summed.booked,
    summed.measured,
    summed.estimated,
    summed.assumed,
    cast(summed.amount as double) / nullif(cast(sum(summed.amount) over () as double), 0e0) as share
from summed
