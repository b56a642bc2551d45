-- title:   Exposed customers by bucket
-- meaning: How many exposed customers of each stratum, and of each pool a projection comes from, are in a bucket.
-- grain:   one row per bucket, risk_source and stratum
-- units:   exposed, exposed_left = followed exposures
-- formula: counts; a stratum is its own source
-- source:  exposure, churn_stratum, projected_pool
-- limits:  a pool holds the strata that stand in for those not yet followed
-- key:     bucket, risk_source, stratum
-- period:  as_of
with followed as (
    select
        customer_bucket.bucket,
        churn_stratum.stratum,
        exposure.segment,
        exposure.tenure_band,
        exposure.is_recent,
        case when exposure.has_left then 1 else 0 end as exposed_left
    from exposure
    join churn_state on churn_state.state = 'present'
    join customer_bucket on customer_bucket.customer_id = exposure.customer_id
    join churn_stratum
        on churn_stratum.segment = exposure.segment
            and churn_stratum.tenure_band = exposure.tenure_band
            and churn_stratum.year = exposure.year
            and churn_stratum.quarter = exposure.quarter
    where exposure.followed
)
select
    followed.bucket,
    followed.stratum as risk_source,
    followed.stratum,
    count(*) as exposed,
    sum(followed.exposed_left) as exposed_left
from followed
group by followed.bucket, followed.stratum
union all
select
    followed.bucket,
    concat('pool/', projected_pool.segment, '/', projected_pool.tenure_band) as risk_source,
    followed.stratum,
    count(*) as exposed,
    sum(followed.exposed_left) as exposed_left
from followed
join projected_pool
    on projected_pool.pool_segment = followed.segment
        and projected_pool.pool_band = followed.tenure_band
        and projected_pool.stratum = followed.stratum
    and (followed.is_recent or not projected_pool.only_recent)
group by followed.bucket, projected_pool.segment, projected_pool.tenure_band, followed.stratum
