-- title:   Months with complaints
-- meaning: The first and the last month the cost can speak of.
-- grain:   one row
-- units:   first_month, last_month = first days of months; as_of = day
-- formula: first month of a complaint; month of the day of reference
-- source:  counted_complaint, reference_day
-- limits:  empty without complaints
-- period:  all
select
    min(c.month) as first_month,
    cast(date_trunc('month', max(r.as_of)) as date) as last_month,
    max(r.as_of) as as_of
from counted_complaint as c
cross join reference_day as r
