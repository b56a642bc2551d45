-- title:   Complaints that count
-- meaning: The complaints opened up to the day of reference, with the segment of their customer.
-- grain:   one row per complaint
-- units:   month = first day of the month of opened_on
-- formula: opened_on <= as_of
-- source:  complaints, customers
-- limits:  a complaint without a known customer stands in the segment (no customer)
-- key:     complaint_id
-- filters: month, segment
select
    c.complaint_id,
    u.customer_id,
    c.opened_on,
    c.month,
    case when u.customer_id is null then '(no customer)' else u.segment end as segment,
    coalesce(c.category, '(none)') as category,
    c.sector
from complaints as c
cross join reference_day as d
left join customers as u on u.customer_id = c.customer_id
where c.opened_on <= d.as_of
