-- title:   Source rows of the customers who left
-- meaning: The uploaded row of every customer who left since the first followed exposure.
-- grain:   one row per customer
-- units:   amount = 1 for each customer
-- formula: ended_on after the first followed exposure and not after the day of reference
-- source:  customers, exposure
-- limits:  who left before anybody was followed is not in it
-- key:     customer_id
-- period:  as_of
-- materialized: no
with first_followed as (
    select min(exposure.exposed_on) as day
    from exposure
    where exposure.followed
)
select
    customers.customer_id,
    customers.segment,
    'customers' as dataset,
    customers.import_id,
    customers.source_row,
    1 as amount
from customers
cross join first_followed
cross join reference_day
where customers.ended_on > first_followed.day and customers.ended_on <= reference_day.as_of
