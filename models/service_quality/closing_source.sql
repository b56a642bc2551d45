-- title:   Source rows of the closing of complaints
-- meaning: The uploaded row of every complaint at its sector, handovers, severity and contact channel.
-- grain:   one row per complaint, dimension and measure
-- units:   amount = 1; measure = opened, closed, open, reopened
-- formula: as closing_case
-- source:  closing_case
-- limits:  complaints that do not state a dimension have no row in it
-- key:     complaint_id, dimension, measure
-- materialized: no
-- lineage: closing_source, dimension, value, measure
with measure as (
    select 'opened' as name
    union all
    select 'closed' as name
    union all
    select 'open' as name
    union all
    select 'reopened' as name
),
dimension as (
    select 'sector' as name
    union all
    select 'handovers' as name
    union all
    select 'severity' as name
    union all
    select 'contact_channel' as name
),
told as (
    select
        closing_case.complaint_id,
        dimension.name as dimension,
        case
            when dimension.name = 'sector' then closing_case.sector
            when dimension.name = 'handovers' then closing_case.handovers
            when dimension.name = 'severity' then closing_case.severity
            else closing_case.contact_channel
        end as value,
        measure.name as measure,
        measure.name = 'opened'
        or (measure.name = 'closed' and closing_case.is_closed)
        or (measure.name = 'open' and not closing_case.is_closed)
        or (measure.name = 'reopened' and closing_case.came_back) as counts,
        closing_case.import_id,
        closing_case.source_row
    from closing_case
    cross join dimension
    cross join measure
)
select
    told.complaint_id,
    told.dimension,
    told.value,
    told.measure,
    'complaints' as dataset,
    told.import_id,
    told.source_row,
    cast(1 as decimal(18, 4)) as amount
from told
where told.counts and told.value is not null
