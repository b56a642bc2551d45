-- title:   Cost of quality in all
-- meaning: What quality costs in total, doing it right and doing it wrong, and which share of the revenue that is.
-- grain:   one row, once anything is stored
-- units:   amount, revenue = reporting currency; share_of_revenue = 0 to 1
-- formula: prevention + appraisal + internal failure + external failure; share = amount / revenue of the same months
-- source:  ledger, sector_costs, transactions, customers
-- limits:  lost margin is not in it
-- key:     amount
-- lineage: cost_of_quality_source, amount = *, category = "prevention" & cost_of_quality_source, amount = *, category =
--          "appraisal" & cost_of_quality_source, amount = *, category = "internal_failure" & cost_of_quality_source,
--          amount = *, category = "external_failure"
-- column_lineage: revenue: revenue_source, amount = *;
--                 share_of_revenue: cost_of_quality_source, amount = *, category = "prevention" &
--                     cost_of_quality_source, amount = *, category = "appraisal" & cost_of_quality_source, amount = *,
--                     category = "internal_failure" & cost_of_quality_source, amount = *, category = "external_failure"
--                     & revenue_source, amount = *
-- published: Benton: 1,350,000 on sales of 8,100,000 = 16.67 % (tests/models/published/test_published_quality.py)
with cost as (
    select ledger_cube.amount
    from ledger_cube
    where ledger_cube.component not in ('avoidable_churn', 'silent', 'word_of_mouth')
    union all
    select quality_spend.amount
    from quality_spend
),
summed as (
    select sum(cost.amount) as amount
    from cost
),
earned as (
    select sum(revenue_month.revenue) as revenue
    from revenue_month
)
select
    summed.amount,
    earned.revenue,
    cast(summed.amount as double) / nullif(cast(earned.revenue as double), 0) as share_of_revenue
from summed
cross join earned
where summed.amount is not null
