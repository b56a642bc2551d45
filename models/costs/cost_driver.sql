-- title:   Quantities behind the cost
-- meaning: What each amount of the ledger is the price of: hours worked, complaints with an amount, customers lost.
-- grain:   one row per row of the ledger
-- units:   quantity = hours (handling), customers lost (avoidable_churn), else complaints; amount = reporting currency
-- formula: hours = minutes / 60 × basis_points / 10,000; complaints = basis_points / 10,000
-- source:  ledger, handling
-- limits:  cost without a complaint has no quantity
-- key:     complaint_id, component, evidence, incurred_by, caused_by, projected, month, segment
-- kept:    no
-- trace:   ledger_source, month, segment, category, component, evidence, incurred_by, caused_by, projected
with spent as (
    select h.complaint_id, h.evidence, h.incurred_by, sum(h.minutes) as minutes
    from handling as h
    group by h.complaint_id, h.evidence, h.incurred_by
)
select
    g.complaint_id,
    g.customer_id,
    g.month,
    g.segment,
    g.category,
    g.component,
    g.evidence,
    g.incurred_by,
    g.caused_by,
    g.projected,
    case g.component when 'handling' then 'hours' when 'avoidable_churn' then 'customers' else 'complaints' end as unit,
    cast(
        case g.component
            when 'handling' then cast((cast(s.minutes * 10000000000 as hugeint) * g.basis_points + 300000) // 600000 as decimal(38, 0)) * 0.0000000001
            when 'avoidable_churn' then round(g.customers_lost, 10)
            else g.basis_points * 0.0001
        end as decimal(28, 10)
    ) as quantity,
    g.amount
from ledger as g
left join spent as s
    on g.component = 'handling'
    and s.complaint_id = g.complaint_id
    and s.evidence = g.evidence
    and s.incurred_by = g.incurred_by
