-- title:   Exposed customers by bucket
-- meaning: How many exposed customers of each stratum, and of each pool a projection comes from, a bucket holds.
-- grain:   one row per bucket, risk_source and stratum
-- units:   exposed, exposed_left = followed exposures
-- formula: counts; a stratum is its own source
-- source:  exposure, churn_stratum, projected_pool
-- limits:  a pool holds the strata that stand in for those not yet followed
-- key:     bucket, risk_source, stratum
-- period:  as_of
with followed as (
    select
        b.bucket,
        s.stratum,
        e.segment,
        e.tenure_band,
        e.followed_until > cast(d.as_of - interval '12' month as date) as is_recent,
        case when e.has_left then 1 else 0 end as exposed_left
    from exposure as e
    join churn_state as t on t.state = 'present'
    cross join reference_day as d
    join customer_bucket as b on b.customer_id = e.customer_id
    join churn_stratum as s
        on s.segment = e.segment and s.tenure_band = e.tenure_band and s.year = e.year and s.quarter = e.quarter
    where e.followed
)
select f.bucket, f.stratum as risk_source, f.stratum, count(*) as exposed, sum(f.exposed_left) as exposed_left
from followed as f
group by f.bucket, f.stratum
union all
select f.bucket, concat('pool/', p.segment, '/', p.tenure_band) as risk_source, f.stratum, count(*) as exposed, sum(f.exposed_left) as exposed_left
from followed as f
join projected_pool as p
    on p.pool_segment = f.segment and p.pool_band = f.tenure_band and p.stratum = f.stratum
    and (f.is_recent or not p.only_recent)
group by f.bucket, p.segment, p.tenure_band, f.stratum
