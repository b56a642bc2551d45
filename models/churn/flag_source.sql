-- title:   Source rows of the flags of customers
-- meaning: The uploaded row of every customer that says whether they ever complained, and whether they have left.
-- grain:   one row per customer and flag
-- units:   amount = 1 for each customer
-- formula: has_left = ended_on up to the day of reference; without an end date, marked as having left
-- source:  customers
-- limits:  customers who start after the day of reference, or of whom it is not said, are left out
-- key:     flag, customer_id
-- period:  as_of
select
    customers.customer_id,
    'complained' as flag,
    case when customers.complained then 'yes' else 'no' end as value,
    coalesce(customers.ended_on <= reference_day.as_of, customers.has_left) as has_left,
    'customers' as dataset,
    customers.import_id,
    customers.source_row,
    1 as amount
from customers
cross join reference_day
where customers.complained is not null
    and (
        customers.started_on is null or reference_day.as_of is null or customers.started_on <= reference_day.as_of
    )
