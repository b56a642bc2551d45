-- title:   Months a customer would bring
-- meaning: How many months' margin a customer would be worth, discounted, if one or five more of every hundred stayed each year.
-- grain:   one row per segment (and all), points and month of tenure
-- units:   points = percentage points; staying, new_customer = months of margin, discounted
-- formula: as staying_multiple, on the raised retention
-- source:  retention_raised, assumptions horizon_months and discount_rate
-- limits:  as staying_multiple
-- key:     segment, points, tenure_months
-- period:  as_of
with tenure as (
    select distinct t.tenure_months from customer_tenure as t where not t.has_left
    union
    select 0 as tenure_months
),
summed as (
    select
        f.segment,
        f.points,
        f.month as tenure_months,
        max(f.retention) as retention,
        cast(sum(cast(t.retention / power(1e0 + a.discount_rate, k.number / 12e0) as decimal(38, 18))) as double) as discounted
    from retention_raised as f
    join tenure as n on n.tenure_months = f.month
    cross join assumption as a
    join month_number as k on k.number < a.horizon_months
    join retention_raised as t on t.segment = f.segment and t.points = f.points and t.month = f.month + k.number
    group by f.segment, f.points, f.month
)
select
    s.segment,
    s.points,
    s.tenure_months,
    coalesce(s.discounted / nullif(s.retention, 0), 1e0) as staying,
    s.discounted as new_customer
from summed as s
