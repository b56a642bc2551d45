-- title:   Customers who started
-- meaning: How many customers started in a month, by channel and segment.
-- grain:   one row per month, channel and segment
-- units:   month = first day of the month of started_on; starts = customers
-- formula: number of customers who started
-- source:  customers
-- limits:  only customers with a start date, up to the day of reference
-- key:     month, channel, segment
select
    cast(date_trunc('month', customers.started_on) as date) as month,
    coalesce(customers.channel, '(no channel)') as channel,
    customers.segment,
    count(*) as starts
from customers
cross join reference_day
where customers.started_on <= reference_day.as_of
group by
    cast(date_trunc('month', customers.started_on) as date),
    coalesce(customers.channel, '(no channel)'),
    customers.segment
