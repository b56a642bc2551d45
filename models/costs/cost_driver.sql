-- title:   Quantities behind the cost
-- meaning: What each amount of the ledger is the price of: hours worked, complaints with an amount, customers lost.
-- grain:   one row per row of the ledger
-- units:   quantity = hours (handling), customers lost (avoidable_churn), else complaints; amount = reporting currency
-- formula: hours = minutes / 60 × basis_points / 10,000; complaints = basis_points / 10,000
-- source:  ledger, handling
-- limits:  cost without a complaint has no quantity
-- key:     complaint_id, component, evidence, incurred_by, caused_by, projected, month, segment
-- materialized: no
-- lineage: ledger_source, month, segment, category, component, evidence, incurred_by, caused_by, projected
with spent as (
    select
        handling.complaint_id,
        handling.evidence,
        handling.incurred_by,
        sum(handling.minutes) as minutes
    from handling
    group by handling.complaint_id, handling.evidence, handling.incurred_by
)
select
    ledger.complaint_id,
    ledger.customer_id,
    ledger.month,
    ledger.segment,
    ledger.category,
    ledger.component,
    ledger.evidence,
    ledger.incurred_by,
    ledger.caused_by,
    ledger.projected,
    case
        ledger.component
        when 'handling' then 'hours'
        when 'avoidable_churn' then 'customers'
        else 'complaints'
    end as unit,
    cast(
        case ledger.component
            when 'handling'
                then cast(
                    (
                        cast(spent.minutes * 10000000000 as hugeint) * ledger.basis_points + 300000
                    ) // 600000 as decimal(38, 0)
                ) * 0.0000000001
            when 'avoidable_churn' then round(ledger.customers_lost, 10)
            else ledger.basis_points * 0.0001
        end as decimal(28, 10)
    ) as quantity,
    ledger.amount
from ledger
left join spent
    on ledger.component = 'handling'
    and spent.complaint_id = ledger.complaint_id
    and spent.evidence = ledger.evidence
    and spent.incurred_by = ledger.incurred_by
