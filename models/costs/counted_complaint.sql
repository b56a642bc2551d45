-- title:   Complaints that count
-- meaning: The complaints opened up to the day of reference, with the segment of their customer.
-- grain:   one row per complaint
-- units:   month = first day of the month of opened_on
-- formula: opened_on <= as_of
-- source:  complaints, customers
-- limits:  a complaint without a known customer stands in the segment (no customer)
-- key:     complaint_id
-- filters: month, segment, category
select
    complaints.complaint_id,
    customers.customer_id,
    complaints.opened_on,
    complaints.month,
    case when customers.customer_id is null then '(no customer)' else customers.segment end as segment,
    coalesce(complaints.category, '(none)') as category,
    complaints.sector
from complaints
cross join reference_day
left join customers on customers.customer_id = complaints.customer_id
where complaints.opened_on <= reference_day.as_of
