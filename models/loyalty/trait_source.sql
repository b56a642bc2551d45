-- title:   Source rows of the kinds of complaint
-- meaning: The uploaded complaint that begins each followed exposure, once for everything known of it.
-- grain:   one row per followed exposure and dimension
-- units:   amount = customers (left or not, less the risk of comparable customers)
-- formula: 1 for a customer who left, else 0, less the risk of comparable customers of the same segment, tenure and quarter
-- source:  exposure_trait, exposed_complaint, complaints, stratum_risk
-- limits:  also kinds with fewer than 100 exposed, which excess_by leaves out
-- key:     customer_id, exposed_on, dimension
-- period:  as_of
-- kept:    no
-- trace:   trait_source, dimension, value, has_left
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
),
told as (
    select
        t.customer_id,
        t.exposed_on,
        t.has_left,
        t.stratum,
        d.name as dimension,
        case
            when d.name = 'resolved' then t.resolved
            when d.name = 'first_contact' then t.first_contact
            when d.name = 'handed_over' then t.handed_over
            when d.name = 'repeat' then t.repeat
            when d.name = 'category' then t.category
            else t.sector
        end as value
    from exposure_trait as t
    cross join dimension as d
)
select
    t.customer_id,
    t.exposed_on,
    t.dimension,
    t.value,
    t.has_left,
    'complaints' as dataset,
    c.import_id,
    c.source_row,
    cast(case when t.has_left then 1 else 0 end - cast(r.risk_content as decimal(38, 18)) as decimal(38, 18)) as amount
from told as t
join exposed_complaint as x on x.customer_id = t.customer_id and x.exposed_on = t.exposed_on and x.place = 1
join complaints as c on c.complaint_id = x.complaint_id
join stratum_risk as r on r.stratum = t.stratum
where t.value is not null
