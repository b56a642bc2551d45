-- title:   Source rows of the cost of quality
-- meaning: The uploaded rows behind each category of the cost of quality.
-- grain:   one row per category, evidence and uploaded row
-- units:   amount = reporting currency
-- formula: Σ of ledger_source by uploaded row; sector_costs as uploaded
-- source:  ledger_source, quality_spend
-- limits:  as the ledger
-- key:     category, evidence, dataset, import_id, source_row
-- materialized: no
with brought as (
    select
        case
            when ledger_source.component = 'internal_failure' then 'internal_failure'
            when ledger_source.component in ('avoidable_churn', 'silent', 'word_of_mouth') then 'lost_margin'
            else 'external_failure'
        end as category,
        ledger_source.evidence,
        ledger_source.dataset,
        ledger_source.import_id,
        ledger_source.source_row,
        ledger_source.amount
    from ledger_source
    union all
    select
        quality_spend.purpose as category,
        'booked' as evidence,
        quality_spend.dataset,
        quality_spend.import_id,
        quality_spend.source_row,
        quality_spend.amount
    from quality_spend
)
select
    brought.category,
    brought.evidence,
    brought.dataset,
    brought.import_id,
    brought.source_row,
    cast(sum(brought.amount) as decimal(38, 6)) as amount
from brought
group by brought.category, brought.evidence, brought.dataset, brought.import_id, brought.source_row
