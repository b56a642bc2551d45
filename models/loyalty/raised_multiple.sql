-- title:   Months of margin with higher retention
-- meaning: How many months' margin a customer would be worth, discounted, if one or five more of every hundred stayed
--          each year.
-- grain:   one row per segment (and all), points and month of tenure
-- units:   points = percentage points; staying, new_customer = months of margin, discounted
-- formula: as staying_multiple, on the raised retention
-- source:  retention_raised, assumptions horizon_months and discount_rate
-- limits:  as staying_multiple
-- key:     segment, points, tenure_months
-- period:  as_of
with tenure as (
    select distinct customer_tenure.tenure_months from customer_tenure where not customer_tenure.has_left
    union
    select 0 as tenure_months
),
summed as (
    select
        start_retention.segment,
        start_retention.points,
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
        ) as discounted
    from retention_raised as start_retention
    join tenure on tenure.tenure_months = start_retention.month
    cross join assumption
    join month_number on month_number.number < assumption.horizon_months
    join retention_raised as later_retention
        on later_retention.segment = start_retention.segment
            and later_retention.points = start_retention.points
            and later_retention.month - start_retention.month = month_number.number
    group by start_retention.segment, start_retention.points, start_retention.month
)
select
    summed.segment,
    summed.points,
    summed.tenure_months,
    coalesce(summed.discounted / nullif(summed.retention, 0), 1e0) as staying,
    summed.discounted as new_customer
from summed
