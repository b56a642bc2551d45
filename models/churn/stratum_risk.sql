-- title:   Risk of leaving by stratum
-- meaning: How likely customers were to leave after a complaint, and how likely comparable customers were without one.
-- grain:   one row per stratum
-- units:   risk_exposed, risk_comparable, risk_content = 0 to 1 within effect_months; excess = difference of shares;
--          exposed, exposed_left, comparable, comparable_left = counts
-- formula: risk_exposed = left / exposed; risk_comparable = 1 − Π (1 − left_k / at_risk_k); risk_content =
--          risk_comparable × content_factor; excess = risk_exposed − risk_content
-- source:  churn_cell, stratum_month, content_factor
-- limits:  without anybody comparable or exposed the excess is empty
-- key:     stratum
-- period:  as_of
-- published: Charig et al. 1986: standardised .8325 against .7789 (tests/models/published/test_published_quality.py)
with cell as (
    select
        churn_stratum.stratum,
        max(churn_stratum.level) as level,
        sum(churn_cell.exposed) as exposed,
        sum(churn_cell.exposed_left) as exposed_left,
        sum(churn_cell.comparable) as comparable
    from churn_cell
    join churn_stratum
        on churn_stratum.segment = churn_cell.segment
            and churn_stratum.tenure_band = churn_cell.tenure_band
            and churn_stratum.year = churn_cell.year
            and churn_stratum.quarter = churn_cell.quarter
    group by churn_stratum.stratum
),
hazard as (
    select
        stratum_month.stratum,
        stratum_month.followed_month,
        sum(stratum_month.left_count) as left_count,
        coalesce(sum(stratum_month.left_count) / nullif(sum(stratum_month.at_risk), 0), 0) as hazard
    from stratum_month
    group by stratum_month.stratum, stratum_month.followed_month
),
followed as (
    select
        hazard.stratum,
        sum(hazard.left_count) as comparable_left,
        case
            when max(hazard.hazard) >= 1 then 1e0
            else 1e0 - exp(cast(sum(cast(ln(nullif(1e0 - hazard.hazard, 0)) as decimal(38, 18))) as double))
        end as risk_comparable
    from hazard
    group by hazard.stratum
)
select
    cell.stratum,
    cell.level,
    cast(cell.exposed as bigint) as exposed,
    cast(cell.exposed_left as bigint) as exposed_left,
    cast(cell.comparable as bigint) as comparable,
    cast(coalesce(followed.comparable_left, 0) as bigint) as comparable_left,
    cell.exposed_left / cast(nullif(cell.exposed, 0) as double) as risk_exposed,
    followed.risk_comparable,
    followed.risk_comparable * content_factor.factor as risk_content,
    cell.exposed_left / cast(nullif(cell.exposed, 0) as double)
        - followed.risk_comparable * content_factor.factor as excess
from cell
cross join content_factor
left join followed on followed.stratum = cell.stratum
