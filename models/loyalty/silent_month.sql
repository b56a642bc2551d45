-- title:   Silent customers lost, by month
-- meaning: Dissatisfied customers who never complained, how many of them left for it, and what they were worth.
-- grain:   one row per month, segment and projected
-- units:   customers, customers_lost = customers; amount = reporting currency
-- formula: customers = silent_share × comparable / effect_months; customers_lost = customers × risk_content × (silent_risk_ratio − 1); amount = the same share of their value
-- source:  quiet_month, stratum_risk, assumptions silent_share and silent_risk_ratio
-- limits:  assumed; projected where effect_months have not passed: the risk of the segment and tenure in the last 12 followed months, else of everybody
-- key:     month, segment, projected
-- period:  as_of
with cell as (
    select
        q.month,
        q.segment,
        q.tenure_band,
        q.followed,
        q.customers,
        q.value,
        r.risk_content,
        cast(q.month + interval '14' day as date) > cast(d.as_of - (12 + a.effect_months) * interval '1' month as date) as is_recent
    from quiet_month as q
    join churn_state as t on t.state = 'present'
    cross join reference_day as d
    cross join assumption as a
    left join churn_stratum as s
        on q.followed and s.segment = q.segment and s.tenure_band = q.tenure_band
        and s.year = cast(extract(year from q.month) as integer) and s.quarter = cast(extract(quarter from q.month) as integer)
    left join stratum_risk as r on r.stratum = s.stratum
),
kind as (
    select
        c.segment,
        c.tenure_band,
        cast(sum(cast(c.customers * c.risk_content as decimal(38, 12))) as double) / cast(sum(c.customers) as double) as risk
    from cell as c
    where c.followed and c.is_recent and c.risk_content is not null
    group by c.segment, c.tenure_band
),
everybody as (
    select cast(sum(cast(c.customers * c.risk_content as decimal(38, 12))) as double) / cast(sum(c.customers) as double) as risk
    from cell as c
    where c.followed and c.risk_content is not null
),
silent as (
    select
        c.month,
        c.segment,
        not c.followed as projected,
        f.silent_share * c.customers / a.effect_months as customers,
        f.silent_share * c.value / cast(a.effect_months as double) as value,
        case when c.followed then c.risk_content else coalesce(k.risk, e.risk) end * (f.risk_ratio - 1e0) as excess
    from cell as c
    cross join assumption as a
    cross join content_factor as f
    cross join everybody as e
    left join kind as k on k.segment = c.segment and k.tenure_band = c.tenure_band
)
select
    s.month,
    s.segment,
    s.projected,
    sum(cast(s.customers as decimal(38, 15))) as customers,
    sum(cast(s.customers * s.excess as decimal(38, 15))) as customers_lost,
    sum(round(cast(s.value * s.excess as decimal(38, 8)), 6)) as amount
from silent as s
where s.excess is not null
group by s.month, s.segment, s.projected
