-- title:   Cost of quality
-- meaning: What is spent on doing it right beside what doing it wrong costs, inside and at the customer, and the margin
--          lost with those who left.
-- grain:   one row per category, once anything is stored
-- units:   amount, booked, measured, estimated, assumed = reporting currency; share_of_revenue = 0 to 1
-- formula: external_failure = the ledger without internal failure and lost margin; lost_margin = avoidable churn,
--          silent customers and word of mouth; share = amount / revenue of the same months
-- source:  ledger, sector_costs, transactions, customers
-- limits:  lost_margin stands beside the cost and has no share of revenue; assumed is a part of amount only while
--          assumed lines are on; prevention and appraisal serve all segments
-- key:     place
-- lineage: cost_of_quality_source, category
-- column_lineage: booked: cost_of_quality_source, category, evidence = "booked";
--                 measured: cost_of_quality_source, category, evidence = "measured";
--                 estimated: cost_of_quality_source, category, evidence = "estimated";
--                 assumed: cost_of_quality_source, category, evidence = "assumed";
--                 share_of_revenue: cost_of_quality_source, category & revenue_source, category = *
-- decomposition: amount = Σ cost_of_quality_source.amount by dataset
-- published: Benton: 540,000 + 162,000 + 114,750 + 533,250 (tests/models/published/test_published_quality.py)
with line as (
    select
        case
            when ledger_cube.component = 'internal_failure' then 'internal_failure'
            when ledger_cube.component in ('avoidable_churn', 'silent', 'word_of_mouth') then 'lost_margin'
            else 'external_failure'
        end as category,
        ledger_cube.evidence,
        ledger_cube.amount
    from ledger_cube
    union all
    select quality_spend.purpose as category, 'booked' as evidence, quality_spend.amount
    from quality_spend
),
category as (
    select 1 as place, 'prevention' as category
    union all
    select 2 as place, 'appraisal' as category
    union all
    select 3 as place, 'internal_failure' as category
    union all
    select 4 as place, 'external_failure' as category
    union all
    select 5 as place, 'lost_margin' as category
),
summed as (
    select
        line.category,
        sum(line.amount) as amount,
        sum(case when line.evidence = 'booked' then line.amount else 0 end) as booked,
        sum(case when line.evidence = 'measured' then line.amount else 0 end) as measured,
        sum(case when line.evidence = 'estimated' then line.amount else 0 end) as estimated,
        sum(case when line.evidence = 'assumed' then line.amount else 0 end) as assumed
    from line
    group by line.category
),
earned as (
    select sum(revenue_month.revenue) as revenue
    from revenue_month
)
select
    category.category,
    case
        when category.category <> 'lost_margin' or churn_state.state = 'present' then coalesce(summed.amount, 0)
        else summed.amount
    end as amount,
    case
        when category.category <> 'lost_margin'
            then cast(coalesce(summed.amount, 0) as double) / nullif(cast(earned.revenue as double), 0)
    end as share_of_revenue,
    coalesce(summed.booked, 0) as booked,
    coalesce(summed.measured, 0) as measured,
    coalesce(summed.estimated, 0) as estimated,
    coalesce(summed.assumed, 0) as assumed,
    category.place
from category
cross join earned
cross join churn_state
left join summed on summed.category = category.category
where exists (select 1 from summed as any_summed)
