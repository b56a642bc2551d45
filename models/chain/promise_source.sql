-- title:   Source rows of the promises
-- meaning: An uploaded row of every case with a promise, at its category, at the sector with its last stage and at all.
-- grain:   one row per case, dimension and measure
-- units:   amount = 1 for a case, hours of a late one; measure = case, late
-- formula: as promised_case; the first row of the case stands for it
-- source:  promised_case
-- limits:  only cases that can be judged
-- key:     case_id, dimension, measure
-- materialized: no
-- lineage: promise_source, dimension, category, measure
with dimension as (
    select 'category' as name
    union all
    select 'sector' as name
    union all
    select 'case' as name
),
told as (
    select
        promised_case.case_id,
        dimension.name as dimension,
        case
            when dimension.name = 'category' then promised_case.category
            when dimension.name = 'sector' then promised_case.sector
            else 'all'
        end as category,
        promised_case.late_hours,
        promised_case.import_id,
        promised_case.source_row
    from promised_case
    cross join dimension
)
select
    told.case_id,
    told.dimension,
    told.category,
    'case' as measure,
    'stage_times' as dataset,
    told.import_id,
    told.source_row,
    cast(1 as decimal(28, 10)) as amount
from told
where told.category is not null
union all
select
    told.case_id,
    told.dimension,
    told.category,
    'late' as measure,
    'stage_times' as dataset,
    told.import_id,
    told.source_row,
    told.late_hours as amount
from told
where told.category is not null and told.late_hours > 0
