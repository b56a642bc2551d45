-- title:   Traits by bucket
-- meaning: How many exposed customers with a trait are in a bucket, of the traits that enough of them have.
-- grain:   one row per bucket, dimension, value and stratum
-- units:   dimension = resolved, first_contact, handed_over, repeat, category, sector or stage; exposed, exposed_left =
--          followed exposures; trait = number of dimension and value
-- formula: counts; traits with at least 100 exposed
-- source:  exposure_trait, customer_bucket
-- limits:  smaller traits are left out
-- key:     bucket, trait, stratum
-- period:  as_of
with traits as (
    select customer_bucket.bucket, exposure_trait.*
    from exposure_trait
    join customer_bucket on customer_bucket.customer_id = exposure_trait.customer_id
),
counted as (
    select
        traits.bucket,
        traits.stratum,
        'resolved' as dimension,
        traits.resolved as value,
        count(*) as exposed,
        count(*) filter (where traits.has_left) as exposed_left
    from traits
    where traits.resolved is not null
    group by traits.bucket, traits.stratum, traits.resolved
    union all
    select
        traits.bucket,
        traits.stratum,
        'first_contact' as dimension,
        traits.first_contact as value,
        count(*) as exposed,
        count(*) filter (where traits.has_left) as exposed_left
    from traits
    where traits.first_contact is not null
    group by traits.bucket, traits.stratum, traits.first_contact
    union all
    select
        traits.bucket,
        traits.stratum,
        'handed_over' as dimension,
        traits.handed_over as value,
        count(*) as exposed,
        count(*) filter (where traits.has_left) as exposed_left
    from traits
    where traits.handed_over is not null
    group by traits.bucket, traits.stratum, traits.handed_over
    union all
    select
        traits.bucket,
        traits.stratum,
        'repeat' as dimension,
        traits.repeat as value,
        count(*) as exposed,
        count(*) filter (where traits.has_left) as exposed_left
    from traits
    where traits.repeat is not null
    group by traits.bucket, traits.stratum, traits.repeat
    union all
    select
        traits.bucket,
        traits.stratum,
        'category' as dimension,
        traits.category as value,
        count(*) as exposed,
        count(*) filter (where traits.has_left) as exposed_left
    from traits
    where traits.category is not null
    group by traits.bucket, traits.stratum, traits.category
    union all
    select
        traits.bucket,
        traits.stratum,
        'sector' as dimension,
        traits.sector as value,
        count(*) as exposed,
        count(*) filter (where traits.has_left) as exposed_left
    from traits
    where traits.sector is not null
    group by traits.bucket, traits.stratum, traits.sector
    union all
    select
        traits.bucket,
        traits.stratum,
        'stage' as dimension,
        traits.stage as value,
        count(*) as exposed,
        count(*) filter (where traits.has_left) as exposed_left
    from traits
    where traits.stage is not null
    group by traits.bucket, traits.stratum, traits.stage
),
enough as (
    select
        counted.dimension,
        counted.value,
        cast(row_number() over (order by counted.dimension, counted.value) as integer) as trait
    from counted
    group by counted.dimension, counted.value
    having sum(counted.exposed) >= 100
)
select
    counted.bucket,
    enough.trait,
    counted.dimension,
    counted.value,
    counted.stratum,
    counted.exposed,
    counted.exposed_left
from counted
join enough on enough.dimension = counted.dimension and enough.value = counted.value
