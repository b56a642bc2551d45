-- title:   Source rows of the cost of quality
-- meaning: The uploaded rows behind each category of the cost of quality.
-- grain:   one row per ledger row and uploaded row, and per line spent on doing it right
-- units:   amount = reporting currency
-- formula: as ledger_source; sector_costs as uploaded
-- source:  ledger_source, quality_spend
-- limits:  as the ledger
-- key:     category, dataset, import_id, source_row
-- kept:    no
select
    case
        when s.component = 'internal_failure' then 'internal_failure'
        when s.component in ('avoidable_churn', 'silent', 'word_of_mouth') then 'lost_margin'
        else 'external_failure'
    end as category,
    s.dataset,
    s.import_id,
    s.source_row,
    s.amount
from ledger_source as s
union all
select q.purpose as category, q.dataset, q.import_id, q.source_row, q.amount
from quality_spend as q
