-- title:   Months of margin still to come
-- meaning: How many months' margin a customer who stays is worth, discounted; and the same for a new customer.
-- grain:   one row per segment (and all) and month of tenure
-- units:   staying, new_customer = months of margin, discounted; observed = the part of it that rests on observed
--          retention
-- formula: staying = Σ_{k<H} S(τ+k)/S(τ)/(1+i)^k; new_customer (at month 0) = Σ_{k<H} S(k)/(1+i)^k; H = horizon_months,
--          i = (1 + discount_rate)^(1/12) − 1
-- source:  retention_extended, assumptions horizon_months and discount_rate
-- limits:  up to tenures of 720 months less the horizon; where nobody stayed beyond τ only its own month counts
-- key:     segment, tenure_months
-- period:  as_of
-- published: constant retention .55 at 10 %, margin 150 → 150 (tests/models/published/test_published.py); Reichheld &
--            Sasser 1990:
--            111.66 (tests/models/published/test_published_quality.py)
with longest as (
    select max(customer_tenure.tenure_months) as months
    from customer_tenure
),
summed as (
    select
        start_retention.segment,
        start_retention.month as tenure_months,
        max(start_retention.retention) as retention,
        cast(
            sum(
                cast(
                    later_retention.retention / power(
                        1e0 + assumption.discount_rate, month_number.number / 12e0
                    ) as decimal(38, 18)
                )
            ) as double
        ) as discounted,
        cast(
            sum(
                case
                    when later_retention.projected then 0
                    else cast(
                        later_retention.retention / power(
                            1e0 + assumption.discount_rate, month_number.number / 12e0
                        ) as decimal(38, 18)
                    )
                end
            ) as double
        ) as discounted_observed
    from retention_extended as start_retention
    cross join assumption
    cross join longest
    join month_number on month_number.number < assumption.horizon_months
    join retention_extended as later_retention
        on later_retention.segment = start_retention.segment
            and later_retention.month - start_retention.month = month_number.number
    where start_retention.month <= longest.months
    group by start_retention.segment, start_retention.month
)
select
    summed.segment,
    summed.tenure_months,
    coalesce(summed.discounted / nullif(summed.retention, 0), 1e0) as staying,
    coalesce(summed.discounted_observed / nullif(summed.retention, 0), 1e0) as staying_observed,
    summed.discounted as new_customer,
    summed.discounted_observed as new_customer_observed
from summed
