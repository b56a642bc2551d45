-- title:   New customers
-- meaning: Customers counted in the month whose spend brought them.
-- grain:   one row per month, channel and segment
-- units:   starts = customers; month = month of started_on less acquisition_lag_months
-- formula: number of customers who started
-- source:  customers, assumption acquisition_lag_months
-- limits:  only customers with a start date, up to the day of reference
-- key:     month, channel, segment
-- filters: month
select
    cast(cast(date_trunc('month', c.started_on) as date) - a.acquisition_lag_months * interval '1' month as date) as month,
    coalesce(c.channel, '(no channel)') as channel,
    c.segment,
    count(*) as starts
from customers as c
cross join assumption as a
cross join reference_day as d
where c.started_on <= d.as_of
group by
    cast(cast(date_trunc('month', c.started_on) as date) - a.acquisition_lag_months * interval '1' month as date),
    coalesce(c.channel, '(no channel)'),
    c.segment
