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
    internal_failure.month,
    '(no customer)' as segment,
    internal_failure.component,
    internal_failure.evidence,
    internal_failure.sector as incurred_by,
    internal_failure.sector as caused_by,
    internal_failure.amount,
    cast(0 as decimal(38, 15)) as customers_lost,
    false as projected,
    internal_failure.dataset,
    internal_failure.import_id,
    internal_failure.source_row
from internal_failure
union all
select
    silent.month,
    silent.segment,
    silent.component,
    silent.evidence,
    silent.incurred_by,
    silent.caused_by,
    silent.amount,
    silent.customers_lost,
    silent.projected,
    'assumptions' as dataset,
    cast(null as varchar) as import_id,
    cast(null as bigint) as source_row
from silent
union all
select
    word_of_mouth.month,
    word_of_mouth.segment,
    word_of_mouth.component,
    word_of_mouth.evidence,
    word_of_mouth.incurred_by,
    word_of_mouth.caused_by,
    word_of_mouth.amount,
    cast(0 as decimal(38, 15)) as customers_lost,
    false as projected,
    'assumptions' as dataset,
    cast(null as varchar) as import_id,
    cast(null as bigint) as source_row
from word_of_mouth
