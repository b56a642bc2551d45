-- title:   Traits by bucket
-- meaning: How many exposed customers with a trait a bucket holds, of the traits that enough of them have.
-- grain:   one row per bucket, dimension, value and stratum
-- units:   dimension = resolved, first_contact, handed_over, repeat, category or sector; exposed, exposed_left = followed exposures; trait = number of dimension and value
-- formula: counts; traits with at least 100 exposed
-- source:  exposure_trait, customer_bucket
-- limits:  smaller traits are left out
-- key:     bucket, trait, stratum
-- period:  as_of
with traits as (
    select b.bucket, t.*
    from exposure_trait as t
    join customer_bucket as b on b.customer_id = t.customer_id
),
counted as (
    select t.bucket, t.stratum, 'resolved' as dimension, t.resolved as value, count(*) as exposed, count(*) filter (where t.has_left) as exposed_left
    from traits as t
    where t.resolved is not null
    group by t.bucket, t.stratum, t.resolved
    union all
    select t.bucket, t.stratum, 'first_contact' as dimension, t.first_contact as value, count(*) as exposed, count(*) filter (where t.has_left) as exposed_left
    from traits as t
    where t.first_contact is not null
    group by t.bucket, t.stratum, t.first_contact
    union all
    select t.bucket, t.stratum, 'handed_over' as dimension, t.handed_over as value, count(*) as exposed, count(*) filter (where t.has_left) as exposed_left
    from traits as t
    where t.handed_over is not null
    group by t.bucket, t.stratum, t.handed_over
    union all
    select t.bucket, t.stratum, 'repeat' as dimension, t.repeat as value, count(*) as exposed, count(*) filter (where t.has_left) as exposed_left
    from traits as t
    where t.repeat is not null
    group by t.bucket, t.stratum, t.repeat
    union all
    select t.bucket, t.stratum, 'category' as dimension, t.category as value, count(*) as exposed, count(*) filter (where t.has_left) as exposed_left
    from traits as t
    where t.category is not null
    group by t.bucket, t.stratum, t.category
    union all
    select t.bucket, t.stratum, 'sector' as dimension, t.sector as value, count(*) as exposed, count(*) filter (where t.has_left) as exposed_left
    from traits as t
    where t.sector is not null
    group by t.bucket, t.stratum, t.sector
),
enough as (
    select
        c.dimension,
        c.value,
        cast(row_number() over (order by c.dimension, c.value) as integer) as trait
    from counted as c
    group by c.dimension, c.value
    having sum(c.exposed) >= 100
)
select c.bucket, n.trait, c.dimension, c.value, c.stratum, c.exposed, c.exposed_left
from counted as c
join enough as n on n.dimension = c.dimension and n.value = c.value
