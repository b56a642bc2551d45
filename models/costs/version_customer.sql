-- title:   Customers of two versions
-- meaning: How many customers there were on the first of each month, as two versions know it.
-- grain:   one row per month and segment
-- units:   customers = customers active on the first, as this version knows it; earlier_customers = as the earlier one does; month = first day
-- formula: as customer_month; without a comparison there are no earlier ones
-- source:  customer_month, earlier_customer
-- limits:  customers without a start date are not counted
-- key:     month, segment
-- kept:    no
-- untraced: a step between the customers and the bridge
select
    coalesce(c.month, e.month) as month,
    coalesce(c.segment, e.segment) as segment,
    coalesce(e.customers, 0) as earlier_customers,
    coalesce(c.customers, 0) as customers
from customer_month as c
full outer join earlier_customer as e on e.month = c.month and e.segment = c.segment
