-- title:   Calendar
-- meaning: Every month from the first date in the data to the day of reference.
-- grain:   one row per month
-- units:   month = first day
-- source:  complaints, customers, sector_costs, acquisition_spend
with seen as (
    select min(c.opened_on) as day from complaints as c
    union all
    select min(c.started_on) as day from customers as c
    union all
    select min(s.month) as day from sector_costs as s
    union all
    select min(s.month) as day from acquisition_spend as s
),
ends as (
    select
        cast(date_trunc('month', min(s.day)) as date) as first_month,
        cast(date_trunc('month', max(r.as_of)) as date) as last_month
    from seen as s
    cross join reference_day as r
)
select cast(e.last_month - n.number * interval '1' month as date) as month
from ends as e
cross join month_number as n
where cast(e.last_month - n.number * interval '1' month as date) >= e.first_month
