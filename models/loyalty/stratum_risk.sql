-- title:   Risk of leaving by stratum
-- meaning: How likely customers were to leave after a complaint, and how likely comparable customers were without one.
-- grain:   one row per stratum
-- units:   risk_exposed, risk_comparable, risk_content, excess = 0 to 1 within effect_months; exposed, exposed_left, comparable, comparable_left = counts
-- formula: risk_exposed = left / exposed; risk_comparable = 1 − Π (1 − left_k / at_risk_k); risk_content = risk_comparable × content_factor; excess = risk_exposed − risk_content
-- source:  churn_cell, stratum_month, content_factor
-- limits:  without anybody comparable or exposed the excess is empty
-- key:     stratum
-- period:  as_of
-- published: Charig et al. 1986: standardised .8325 against .7789 (tests/test_published_quality.py)
with cell as (
    select
        s.stratum,
        max(s.level) as level,
        sum(c.exposed) as exposed,
        sum(c.exposed_left) as exposed_left,
        sum(c.comparable) as comparable
    from churn_cell as c
    join churn_stratum as s
        on s.segment = c.segment and s.tenure_band = c.tenure_band and s.year = c.year and s.quarter = c.quarter
    group by s.stratum
),
hazard as (
    select
        m.stratum,
        m.followed_month,
        sum(m.left_count) as left_count,
        coalesce(sum(m.left_count) / nullif(sum(m.at_risk), 0), 0) as hazard
    from stratum_month as m
    group by m.stratum, m.followed_month
),
followed as (
    select
        h.stratum,
        sum(h.left_count) as comparable_left,
        case when max(h.hazard) >= 1 then 1e0 else 1e0 - exp(cast(sum(cast(ln(nullif(1e0 - h.hazard, 0)) as decimal(38, 18))) as double)) end as risk_comparable
    from hazard as h
    group by h.stratum
)
select
    c.stratum,
    c.level,
    cast(c.exposed as bigint) as exposed,
    cast(c.exposed_left as bigint) as exposed_left,
    cast(c.comparable as bigint) as comparable,
    cast(coalesce(f.comparable_left, 0) as bigint) as comparable_left,
    c.exposed_left / cast(nullif(c.exposed, 0) as double) as risk_exposed,
    f.risk_comparable,
    f.risk_comparable * t.factor as risk_content,
    c.exposed_left / cast(nullif(c.exposed, 0) as double) - f.risk_comparable * t.factor as excess
from cell as c
cross join content_factor as t
left join followed as f on f.stratum = c.stratum
