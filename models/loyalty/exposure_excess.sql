-- title:   Excess risk of every exposed customer
-- meaning: How much likelier the complaint made it that this customer leaves.
-- grain:   one row per exposed customer and day
-- units:   excess = 0 to 1, may be below 0; projected = not yet followed for effect_months; risk_source = the stratum or the pool it comes from
-- formula: followed: the excess of its stratum; not yet followed: Σ avoidable / Σ exposed of its pool
-- source:  exposure, churn_stratum, stratum_risk, projected_pool, churn_state
-- limits:  empty where avoidable churn is absent or nobody is comparable
-- key:     customer_id, exposed_on
-- period:  as_of
with pool as (
    select p.segment, p.tenure_band, cast(sum(p.exposed * cast(p.excess as decimal(38, 18))) as double) / cast(sum(p.exposed) as double) as excess
    from projected_pool as p
    group by p.segment, p.tenure_band
)
select
    e.customer_id,
    e.exposed_on,
    e.segment,
    e.tenure_band,
    e.has_left,
    e.value,
    not e.followed as projected,
    case when e.followed then s.stratum else concat('pool/', e.segment, '/', e.tenure_band) end as risk_source,
    case when e.followed then r.excess else p.excess end as excess
from exposure as e
join churn_state as t on t.state = 'present'
left join churn_stratum as s
    on s.segment = e.segment and s.tenure_band = e.tenure_band and s.year = e.year and s.quarter = e.quarter
left join stratum_risk as r on r.stratum = s.stratum
left join pool as p on p.segment = e.segment and p.tenure_band = e.tenure_band
where case when e.followed then r.excess else p.excess end is not null
