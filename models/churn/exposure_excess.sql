-- title:   Added risk of every exposed customer
-- meaning: How much likelier the complaint made it that this customer leaves.
-- grain:   one row per exposed customer and day
-- units:   excess = difference of shares; projected = not yet followed for effect_months; risk_source = the stratum
--          or the pool it comes from
-- formula: followed: the excess of its stratum; not yet followed: Σ avoidable / Σ exposed of its pool
-- source:  exposure, churn_stratum, stratum_risk, projected_pool, churn_state
-- limits:  empty where avoidable churn is absent or nobody is comparable
-- key:     customer_id, exposed_on
-- period:  as_of
with pool as (
    select
        projected_pool.segment,
        projected_pool.tenure_band,
        cast(
            sum(projected_pool.exposed * cast(projected_pool.excess as decimal(38, 18))) as double
        ) / cast(sum(projected_pool.exposed) as double) as excess
    from projected_pool
    group by projected_pool.segment, projected_pool.tenure_band
)
select
    exposure.customer_id,
    exposure.exposed_on,
    exposure.segment,
    exposure.tenure_band,
    exposure.has_left,
    exposure.value,
    not exposure.followed as projected,
    case
        when exposure.followed then churn_stratum.stratum
        else concat('pool/', exposure.segment, '/', exposure.tenure_band)
    end as risk_source,
    case when exposure.followed then stratum_risk.excess else pool.excess end as excess
from exposure
join churn_state on churn_state.state = 'present'
left join churn_stratum
    on churn_stratum.segment = exposure.segment
        and churn_stratum.tenure_band = exposure.tenure_band
        and churn_stratum.year = exposure.year
        and churn_stratum.quarter = exposure.quarter
left join stratum_risk on stratum_risk.stratum = churn_stratum.stratum
left join pool on pool.segment = exposure.segment and pool.tenure_band = exposure.tenure_band
where case when exposure.followed then stratum_risk.excess else pool.excess end is not null
