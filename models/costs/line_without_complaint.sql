-- title:   Lines of cost without a complaint
-- meaning: Every amount of the ledger that belongs to no single complaint, at the sector where it starts.
-- grain:   one row per uploaded row, or per month, segment and causing sector where it rests on an assumption
-- units:   amount = reporting currency; customers_lost = customers; month = first day of the month
-- formula: the components without a complaint, one below the other
-- source:  internal_failure, silent, word_of_mouth
-- limits:  what nobody uploaded or assumed is not in it
-- key:     component, month, segment, caused_by, projected, dataset, import_id, source_row
-- filters: month, segment, caused_by
select
    f.month,
    '(no customer)' as segment,
    f.component,
    f.evidence,
    f.sector as incurred_by,
    f.sector as caused_by,
    f.amount,
    cast(0 as decimal(38, 15)) as customers_lost,
    false as projected,
    f.dataset,
    f.import_id,
    f.source_row
from internal_failure as f
union all
select
    s.month,
    s.segment,
    s.component,
    s.evidence,
    s.incurred_by,
    s.caused_by,
    s.amount,
    s.customers_lost,
    s.projected,
    'assumptions' as dataset,
    cast(null as varchar) as import_id,
    cast(null as bigint) as source_row
from silent as s
union all
select
    w.month,
    w.segment,
    w.component,
    w.evidence,
    w.incurred_by,
    w.caused_by,
    w.amount,
    cast(0 as decimal(38, 15)) as customers_lost,
    false as projected,
    'assumptions' as dataset,
    cast(null as varchar) as import_id,
    cast(null as bigint) as source_row
from word_of_mouth as w
