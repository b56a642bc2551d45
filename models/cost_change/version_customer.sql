-- title:   Customers of two versions
-- meaning: How many customers there were on the first of each month, as two versions know it.
-- grain:   one row per month and segment
-- units:   customers = customers active on the first, as this version knows it; earlier_customers = as the earlier one
--          does; month = first day
-- formula: as customer_month; without a comparison there are no earlier ones
-- source:  customer_month, earlier_customer
-- limits:  customers without a start date are not counted
-- key:     month, segment
-- materialized: no
-- untraced: a step between the customers and the bridge
select
    coalesce(customer_month.month, earlier_customer.month) as month,
    coalesce(customer_month.segment, earlier_customer.segment) as segment,
    coalesce(earlier_customer.customers, 0) as earlier_customers,
    coalesce(customer_month.customers, 0) as customers
from customer_month
full outer
join earlier_customer
    on earlier_customer.month = customer_month.month and earlier_customer.segment = customer_month.segment
