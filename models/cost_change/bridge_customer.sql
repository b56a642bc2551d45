-- title:   Customers of the bridge
-- meaning: How many customers there were on the first of each month.
-- grain:   one row per month and segment
-- units:   customers = customers active on the first
-- formula: as customer_month
-- source:  customer_month
-- limits:  keeps every month, since a period is compared with the one before it
-- key:     month, segment
-- filters: segment
select customer_month.month, customer_month.segment, customer_month.customers
from customer_month
