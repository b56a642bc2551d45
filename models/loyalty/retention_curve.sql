-- title:   Retention
-- meaning: The share of customers still there after so many months, with its 95 % band.
-- grain:   one row per segment (and all) and month of tenure
-- units:   month = whole months of tenure; at_risk, left_count = customers; retention, low, high = 0 to 1
-- formula: Kaplan–Meier: S(t) = Π (1 − left_count / at_risk) up to t; band: log-log Greenwood
-- source:  customers
-- limits:  no band where nobody or everybody has left; retention that rises with tenure is sorting, not proof that loyalty grows
-- key:     segment, month
-- period:  as_of
-- trace:   at_risk_source, segment, month
-- rows:    left_count: at_risk_source, segment, month, left_here = "true"; retention: customer_source, segment, month = *; low: customer_source, segment, month = *; high: customer_source, segment, month = *
-- published: Freireich et al. 1963, 6-MP arm: .857 .807 .753 .690 .627 .538 .448 (tests/test_published.py)
with summed as (
    select
        c.segment,
        c.month,
        c.at_risk,
        c.left_count,
        max(case when c.left_count = c.at_risk then 1 else 0 end) over (
            partition by c.segment order by c.month rows between unbounded preceding and current row
        ) as all_left,
        sum(cast(ln(nullif(1e0 - c.left_count / cast(c.at_risk as double), 0)) as decimal(38, 18))) over (
            partition by c.segment order by c.month rows between unbounded preceding and current row
        ) as log_retention,
        sum(cast(c.left_count / cast(nullif(c.at_risk * (c.at_risk - c.left_count), 0) as double) as decimal(38, 18))) over (
            partition by c.segment order by c.month rows between unbounded preceding and current row
        ) as greenwood
    from tenure_count as c
),
curve as (
    select
        s.segment,
        s.month,
        s.at_risk,
        s.left_count,
        case when s.all_left = 1 then 0e0 else exp(cast(s.log_retention as double)) end as retention,
        case when s.all_left = 0 and s.log_retention < 0 then cast(s.log_retention as double) end as log_retention,
        case when s.all_left = 0 and s.log_retention < 0
            then 1.959963984540054e0 * sqrt(cast(s.greenwood as double)) / abs(cast(s.log_retention as double))
        end as half_width
    from summed as s
)
select
    c.segment,
    c.month,
    c.at_risk,
    c.left_count,
    c.retention,
    exp(c.log_retention * exp(c.half_width)) as low,
    exp(c.log_retention * exp(-c.half_width)) as high
from curve as c
