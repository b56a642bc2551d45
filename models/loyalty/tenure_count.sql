-- title:   Customers by tenure
-- meaning: For each month of tenure, how many customers were seen that long and how many left then.
-- grain:   one row per segment (and all) and month of tenure, from 0 to the longest tenure
-- units:   at_risk, left_count = customers
-- formula: at_risk = customers with tenure ≥ month; left_count = customers who left with tenure = month
-- source:  customer_tenure
-- limits:  tenures beyond 720 months are followed up to month 720
-- key:     segment, month
-- period:  as_of
with counted as (
    select
        customer_tenure.segment,
        least(customer_tenure.tenure_months, 720) as tenure_months,
        count(*) as customers,
        count(*) filter (where customer_tenure.has_left and customer_tenure.tenure_months <= 720) as left_count
    from customer_tenure
    group by customer_tenure.segment, least(customer_tenure.tenure_months, 720)
    union all
    select
        'all' as segment,
        least(customer_tenure.tenure_months, 720) as tenure_months,
        count(*) as customers,
        count(*) filter (where customer_tenure.has_left and customer_tenure.tenure_months <= 720) as left_count
    from customer_tenure
    group by least(customer_tenure.tenure_months, 720)
),
longest as (
    select counted.segment, max(counted.tenure_months) as months
    from counted
    group by counted.segment
)
select
    longest.segment,
    month_number.number as month,
    cast(sum(coalesce(counted.customers, 0)) over (
        partition by longest.segment order by month_number.number desc rows between unbounded preceding and current row
    ) as bigint) as at_risk,
    cast(coalesce(counted.left_count, 0) as bigint) as left_count
from longest
join month_number on month_number.number <= longest.months
left join counted on counted.segment = longest.segment and counted.tenure_months = month_number.number
