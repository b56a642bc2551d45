-- title:   Source rows of the cost of quality
-- meaning: The uploaded rows behind each category of the cost of quality.
-- grain:   one row per category, evidence and uploaded row
-- units:   amount = reporting currency
-- formula: Σ of ledger_source by uploaded row; sector_costs as uploaded
-- source:  ledger_source, quality_spend
-- limits:  as the ledger
-- key:     category, evidence, dataset, import_id, source_row
-- kept:    no
with brought as (
    select
        case
            when s.component = 'internal_failure' then 'internal_failure'
            when s.component in ('avoidable_churn', 'silent', 'word_of_mouth') then 'lost_margin'
            else 'external_failure'
        end as category,
        s.evidence,
        s.dataset,
        s.import_id,
        s.source_row,
        s.amount
    from ledger_source as s
    union all
    select q.purpose as category, 'booked' as evidence, q.dataset, q.import_id, q.source_row, q.amount
    from quality_spend as q
)
select b.category, b.evidence, b.dataset, b.import_id, b.source_row, cast(sum(b.amount) as decimal(38, 6)) as amount
from brought as b
group by b.category, b.evidence, b.dataset, b.import_id, b.source_row
