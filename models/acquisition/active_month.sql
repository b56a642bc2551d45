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
    select cast(date_trunc('month', cast(c.started_on - interval '1' day as date)) as date) as month_before, 1 as change
    from customers as c
    where c.started_on is not null
    union all
    select cast(date_trunc('month', cast(c.ended_on - interval '1' day as date)) as date) as month_before, -1 as change
    from customers as c
    where c.started_on is not null and c.ended_on is not null
),
monthly as (
    select cast(c.month_before + interval '1' month as date) as month, sum(c.change) as change
    from changed as c
    group by cast(c.month_before + interval '1' month as date)
)
select m.month, cast(coalesce(sum(n.change), 0) as bigint) as customers
from calendar_month as m
left join monthly as n on n.month <= m.month
group by m.month
