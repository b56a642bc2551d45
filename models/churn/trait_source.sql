-- title:   Source rows of the types of complaint
-- meaning: The uploaded complaint that begins each followed exposure, once for everything known of it.
-- grain:   one row per followed exposure and dimension
-- units:   amount = customers (left or not, less the risk of comparable customers)
-- formula: 1 for a customer who left, else 0, less the risk of comparable customers of the same segment, tenure and
--          quarter
-- source:  exposure_trait, exposed_complaint, complaints, stratum_risk
-- limits:  also kinds with fewer than 100 exposed, which excess_by leaves out
-- key:     customer_id, exposed_on, dimension
-- period:  as_of
-- materialized: no
-- lineage: trait_source, dimension, value, has_left
with dimension as (
    select 'resolved' as name
    union all
    select 'first_contact' as name
    union all
    select 'handed_over' as name
    union all
    select 'repeat' as name
    union all
    select 'category' as name
    union all
    select 'sector' as name
    union all
    select 'stage' as name
),
told as (
    select
        exposure_trait.customer_id,
        exposure_trait.exposed_on,
        exposure_trait.has_left,
        exposure_trait.stratum,
        dimension.name as dimension,
        case
            when dimension.name = 'resolved' then exposure_trait.resolved
            when dimension.name = 'first_contact' then exposure_trait.first_contact
            when dimension.name = 'handed_over' then exposure_trait.handed_over
            when dimension.name = 'repeat' then exposure_trait.repeat
            when dimension.name = 'category' then exposure_trait.category
            when dimension.name = 'sector' then exposure_trait.sector
            else exposure_trait.stage
        end as value
    from exposure_trait
    cross join dimension
)
select
    told.customer_id,
    told.exposed_on,
    told.dimension,
    told.value,
    told.has_left,
    'complaints' as dataset,
    complaints.import_id,
    complaints.source_row,
    cast(
        case
            when told.has_left then 1
            else 0
        end - cast(stratum_risk.risk_content as decimal(38, 18)) as decimal(38, 18)
    ) as amount
from told
join exposed_complaint as complaint
    on complaint.customer_id = told.customer_id and complaint.exposed_on = told.exposed_on and complaint.place = 1
join complaints on complaints.complaint_id = complaint.complaint_id
join stratum_risk on stratum_risk.stratum = told.stratum
where told.value is not null
