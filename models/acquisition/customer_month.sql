-- title:   Customers by month and segment
-- meaning: How many customers of each segment there were on the first day of each month, and what they pay a month.
-- grain:   one row per month and segment
-- units:   customers = customers active on the first; monthly_revenue = reporting currency
-- formula: started before or on the first, not ended by it
-- source:  customers
-- limits:  customers without a start date are not counted
-- key:     month, segment
-- filters: month, segment
with changed as (
    select
        customers.segment,
        cast(date_trunc('month', cast(customers.started_on - interval '1' day as date)) as date) as month_before,
        1 as change,
        coalesce(customers.monthly_revenue, 0) as revenue
    from customers
    where customers.started_on is not null
    union all
    select
        customers.segment,
        cast(date_trunc('month', cast(customers.ended_on - interval '1' day as date)) as date) as month_before,
        -1 as change,
        -coalesce(customers.monthly_revenue, 0) as revenue
    from customers
    where customers.started_on is not null and customers.ended_on is not null
),
monthly as (
    select
        changed.segment,
        cast(changed.month_before + interval '1' month as date) as month,
        sum(changed.change) as change,
        sum(changed.revenue) as revenue
    from changed
    group by changed.segment, cast(changed.month_before + interval '1' month as date)
)
select
    calendar_month.month,
    monthly.segment,
    cast(sum(monthly.change) as bigint) as customers,
    cast(sum(monthly.revenue) as decimal(38, 6)) as monthly_revenue
from calendar_month
join monthly on monthly.month <= calendar_month.month
group by calendar_month.month, monthly.segment
