-- title:   Customers who left, and why
-- meaning: Each customer who has left, the reason stated and the sector whose matter it was.
-- grain:   one row per customer who has left
-- units:   month = first day of the month of the end, empty where no end is stated; monthly_margin = reporting currency
--          a month
-- formula: ended_on up to the day of reference; without an end date those marked as having left
-- source:  customers
-- limits:  a reason nobody stated is (none), a sector nobody named is (unattributed); who has no end date belongs to no
--          period
-- key:     customer_id
-- filters: month, segment, sector
select
    customers.customer_id,
    customers.segment,
    cast(date_trunc('month', customers.ended_on) as date) as month,
    coalesce(customers.left_reason, '(none)') as reason,
    coalesce(customers.left_because_of, '(unattributed)') as sector,
    customers.monthly_margin,
    customers.import_id,
    customers.source_row
from customers
cross join reference_day
where coalesce(customers.ended_on <= reference_day.as_of, customers.has_left)
