-- title:   Active customers by month
-- meaning: How many customers there were on the first day of each month.
-- grain:   one row per month
-- units:   customers = customers active on the first
-- formula: started before or on the first, not ended by it
-- source:  customers
-- limits:  customers without a start date are not counted
-- key:     month
-- filters: month
with changed as (
    select
        cast(date_trunc('month', cast(customers.started_on - interval '1' day as date)) as date) as month_before,
        1 as change
    from customers
    where customers.started_on is not null
    union all
    select
        cast(date_trunc('month', cast(customers.ended_on - interval '1' day as date)) as date) as month_before,
        -1 as change
    from customers
    where customers.started_on is not null and customers.ended_on is not null
),
monthly as (
    select cast(changed.month_before + interval '1' month as date) as month, sum(changed.change) as change
    from changed
    group by cast(changed.month_before + interval '1' month as date)
)
select calendar_month.month, cast(coalesce(sum(monthly.change), 0) as bigint) as customers
from calendar_month
left join monthly on monthly.month <= calendar_month.month
group by calendar_month.month
