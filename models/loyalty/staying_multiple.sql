-- title:   Months a customer still brings
-- meaning: How many months' margin a customer who stays is worth, discounted; and the same for a new customer.
-- grain:   one row per segment (and all) and month of tenure
-- units:   staying, new_customer = months of margin, discounted; observed = the part of it that rests on observed retention
-- formula: staying = Σ_{k<H} S(τ+k)/S(τ)/(1+i)^k; new_customer (at month 0) = Σ_{k<H} S(k)/(1+i)^k; H = horizon_months, i = (1 + discount_rate)^(1/12) − 1
-- source:  retention_extended, assumptions horizon_months and discount_rate
-- limits:  up to tenures of 720 months less the horizon; where nobody stayed beyond τ only its own month counts
-- key:     segment, tenure_months
-- period:  as_of
-- published: constant retention .55 at 10 %, margin 150 → 150 (tests/test_published.py); Reichheld & Sasser 1990: 111.66 (tests/test_published_quality.py)
with longest as (
    select max(t.tenure_months) as months
    from customer_tenure as t
),
summed as (
    select
        f.segment,
        f.month as tenure_months,
        max(f.retention) as retention,
        cast(sum(cast(t.retention / power(1e0 + a.discount_rate, k.number / 12e0) as decimal(38, 18))) as double) as discounted,
        cast(sum(case when t.projected then 0 else cast(t.retention / power(1e0 + a.discount_rate, k.number / 12e0) as decimal(38, 18)) end) as double) as discounted_observed
    from retention_extended as f
    cross join assumption as a
    cross join longest as l
    join month_number as k on k.number < a.horizon_months
    join retention_extended as t on t.segment = f.segment and t.month = f.month + k.number
    where f.month <= l.months
    group by f.segment, f.month
)
select
    s.segment,
    s.tenure_months,
    coalesce(s.discounted / nullif(s.retention, 0), 1e0) as staying,
    coalesce(s.discounted_observed / nullif(s.retention, 0), 1e0) as staying_observed,
    s.discounted as new_customer,
    s.discounted_observed as new_customer_observed
from summed as s
