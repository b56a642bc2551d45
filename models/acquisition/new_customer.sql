-- title:   New customers
-- meaning: Customers counted in the month whose spend won them.
-- grain:   one row per month, channel and segment
-- units:   starts = customers; month = month of started_on less acquisition_lag_months
-- formula: number of customers who started
-- source:  started_customer, assumption acquisition_lag_months
-- limits:  only customers with a start date, up to the day of reference
-- key:     month, channel, segment
-- filters: month
select
    cast(started_customer.month - assumption.acquisition_lag_months * interval '1' month as date) as month,
    started_customer.channel,
    started_customer.segment,
    started_customer.starts
from started_customer
cross join assumption
