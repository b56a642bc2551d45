-- title:   Customers of the version compared with
-- meaning: The customers by month as the earlier version knows them; none unless two versions are compared.
-- grain:   one row per month and segment
-- units:   customers = customers active on the first; month = first day
-- formula: customer_month of the earlier version, put in its place by a comparison
-- source:  customer_month
-- limits:  as customer_month
-- key:     month, segment
-- materialized: no
-- untraced: a step between the customers and the bridge
select customer_month.month, customer_month.segment, customer_month.customers
from customer_month
where false
