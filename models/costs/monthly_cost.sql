-- title:   Cost by month
-- meaning: What unhappy customers cost month by month, with what is booked, measured and estimated apart.
-- grain:   one row per month and evidence
-- units:   amount, month_amount = reporting currency; month = first day
-- formula: Σ amount of the ledger; month_amount = the same of all evidence together
-- source:  cost_cube
-- limits:  a month belongs to the complaints opened in it, whenever the cost was paid
-- key:     month, evidence
-- lineage: ledger_source, month, evidence
-- column_lineage: month_amount: ledger_source, month, evidence = *
-- decomposition: amount = Σ cost_driver.amount by component, evidence
-- additive: amount
with summed as (
    select cost_cube.month, cost_cube.evidence, sum(cost_cube.amount) as amount
    from cost_cube
    group by cost_cube.month, cost_cube.evidence
)
select
    summed.month,
    summed.evidence,
    summed.amount,
    sum(summed.amount) over (partition by summed.month) as month_amount
from summed
