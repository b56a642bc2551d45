-- title:   Source rows of the customers who left
-- meaning: The uploaded row of every customer who left since the first followed exposure.
-- grain:   one row per customer
-- units:   amount = 1 for each customer
-- formula: ended_on after the first followed exposure and not after the day of reference
-- source:  customers, exposure
-- limits:  who left before anybody was followed is not in it
-- key:     customer_id
-- period:  as_of
-- kept:    no
with first_followed as (
    select min(e.exposed_on) as day
    from exposure as e
    where e.followed
)
select
    c.customer_id,
    c.segment,
    'customers' as dataset,
    c.import_id,
    c.source_row,
    1 as amount
from customers as c
cross join first_followed as f
cross join reference_day as d
where c.ended_on > f.day and c.ended_on <= d.as_of
