-- title:   Retention
-- meaning: The share of customers still there after so many months, with its 95 % band.
-- grain:   one row per segment (and all) and month of tenure
-- units:   month = whole months of tenure; at_risk, left_count = customers; retention, low, high = 0 to 1
-- formula: Kaplan–Meier: S(t) = Π (1 − left_count / at_risk) up to t; band: log-log Greenwood
-- source:  customers
-- limits:  no band where nobody or everybody has left; retention that rises with tenure is sorting, not proof that
--          loyalty grows
-- key:     segment, month
-- period:  as_of
-- lineage: at_risk_source, segment, month
-- column_lineage: left_count: at_risk_source, segment, month, left_here = "true";
--                 retention: customer_source, segment, month = *;
--                 low: customer_source, segment, month = *;
--                 high: customer_source, segment, month = *
-- published: Freireich et al. 1963, 6-MP arm: .857 .807 .753 .690 .627 .538 .448
--            (tests/models/published/test_published.py)
-- interval: retention = low, high
with summed as (
    select
        tenure_count.segment,
        tenure_count.month,
        tenure_count.at_risk,
        tenure_count.left_count,
        max(case when tenure_count.left_count = tenure_count.at_risk then 1 else 0 end) over (
            partition by tenure_count.segment
            order by tenure_count.month rows between unbounded preceding and current row
        ) as all_left,
        sum(
            cast(ln(nullif(1e0 - tenure_count.left_count / cast(tenure_count.at_risk as double), 0)) as decimal(38, 18))
        ) over (
            partition by tenure_count.segment
            order by tenure_count.month rows between unbounded preceding and current row
        ) as log_retention,
        sum(
            cast(
                tenure_count.left_count / cast(
                    nullif(tenure_count.at_risk * (tenure_count.at_risk - tenure_count.left_count), 0) as double
                ) as decimal(38, 18)
            )
        ) over (
            partition by tenure_count.segment
            order by tenure_count.month rows between unbounded preceding and current row
        ) as greenwood
    from tenure_count
),
curve as (
    select
        summed.segment,
        summed.month,
        summed.at_risk,
        summed.left_count,
        case when summed.all_left = 1 then 0e0 else exp(cast(summed.log_retention as double)) end as retention,
        case
            when summed.all_left = 0 and summed.log_retention < 0 then cast(summed.log_retention as double)
        end as log_retention,
        case when summed.all_left = 0 and summed.log_retention < 0
            then 1.959963984540054e0 * sqrt(cast(summed.greenwood as double)) / abs(
                cast(summed.log_retention as double)
            )
        end as half_width
    from summed
)
select
    curve.segment,
    curve.month,
    curve.at_risk,
    curve.left_count,
    curve.retention,
    exp(curve.log_retention * exp(curve.half_width)) as low,
    exp(curve.log_retention * exp(-curve.half_width)) as high
from curve
