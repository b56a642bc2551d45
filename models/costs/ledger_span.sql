-- title:   Months with complaints
-- meaning: The first and the last month the cost can speak of.
-- grain:   one row
-- units:   first_month, last_month = first days of months; as_of = day; later_complaints = complaints
-- formula: first month of a complaint; month of the day of reference; complaints opened after it
-- source:  counted_complaint, complaints, reference_day
-- limits:  empty without complaints
-- period:  all
select
    min(complaint.month) as first_month,
    cast(date_trunc('month', max(reference_day.as_of)) as date) as last_month,
    max(reference_day.as_of) as as_of,
    (
        select count(*) from complaints cross join reference_day as last_day where complaints.opened_on > last_day.as_of
    ) as later_complaints
from counted_complaint as complaint
cross join reference_day
