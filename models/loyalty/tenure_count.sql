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
    select t.segment, least(t.tenure_months, 720) as tenure_months, count(*) as customers, count(*) filter (where t.has_left and t.tenure_months <= 720) as left_count
    from customer_tenure as t
    group by t.segment, least(t.tenure_months, 720)
    union all
    select 'all' as segment, least(t.tenure_months, 720) as tenure_months, count(*) as customers, count(*) filter (where t.has_left and t.tenure_months <= 720) as left_count
    from customer_tenure as t
    group by least(t.tenure_months, 720)
),
longest as (
    select c.segment, max(c.tenure_months) as months
    from counted as c
    group by c.segment
)
select
    l.segment,
    n.number as month,
    cast(sum(coalesce(c.customers, 0)) over (
        partition by l.segment order by n.number desc rows between unbounded preceding and current row
    ) as bigint) as at_risk,
    cast(coalesce(c.left_count, 0) as bigint) as left_count
from longest as l
join month_number as n on n.number <= l.months
left join counted as c on c.segment = l.segment and c.tenure_months = n.number
