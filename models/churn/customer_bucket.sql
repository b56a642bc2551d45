-- title:   Buckets of customers
-- meaning: Customers dealt out at random, but always the same way, into buckets that are drawn again and again for the
--          ranges.
-- grain:   one row per customer
-- units:   bucket = 0 to 999; with fewer customers each has its own
-- formula: place in the order of md5(customer_id), modulo 1,000
-- source:  customers
-- limits:  a new customer moves the others to other buckets
-- key:     customer_id
-- period:  as_of
select
    customers.customer_id,
    cast(
        (row_number() over (order by md5(customers.customer_id), customers.customer_id) - 1) % 1000 as integer
    ) as bucket
from customers
