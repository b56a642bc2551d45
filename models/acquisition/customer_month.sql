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
        c.segment,
        cast(date_trunc('month', cast(c.started_on - interval '1' day as date)) as date) as month_before,
        1 as change,
        coalesce(c.monthly_revenue, 0) as revenue
    from customers as c
    where c.started_on is not null
    union all
    select
        c.segment,
        cast(date_trunc('month', cast(c.ended_on - interval '1' day as date)) as date) as month_before,
        -1 as change,
        -coalesce(c.monthly_revenue, 0) as revenue
    from customers as c
    where c.started_on is not null and c.ended_on is not null
),
monthly as (
    select
        c.segment,
        cast(c.month_before + interval '1' month as date) as month,
        sum(c.change) as change,
        sum(c.revenue) as revenue
    from changed as c
    group by c.segment, cast(c.month_before + interval '1' month as date)
)
select
    m.month,
    n.segment,
    cast(sum(n.change) as bigint) as customers,
    cast(sum(n.revenue) as decimal(38, 6)) as monthly_revenue
from calendar_month as m
join monthly as n on n.month <= m.month
group by m.month, n.segment
