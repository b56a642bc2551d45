-- title:   Customers coming and going
-- meaning: Customers at the start of the calendar, those who came, those who left, and those at the end.
-- grain:   one row
-- units:   at_start, started, ended, at_end = customers
-- formula: at_start + started − ended = at_end
-- source:  customers
-- limits:  customers with a start date; without any date in the data there is no row
-- key:     at_start
-- period:  all
with bounds as (
    select min(calendar_month.month) as first_day, max(reference_day.as_of) as last_day
    from calendar_month
    cross join reference_day
    having count(*) > 0
)
select
    count(*) filter (
        where customers.started_on < bounds.first_day
            and (customers.ended_on is null or customers.ended_on >= bounds.first_day)
    ) as at_start,
    count(*) filter (
        where customers.started_on >= bounds.first_day and customers.started_on <= bounds.last_day
    ) as started,
    count(*) filter (
        where customers.ended_on >= bounds.first_day
            and customers.ended_on <= bounds.last_day
            and customers.started_on <= bounds.last_day
    ) as ended,
    count(*) filter (
        where customers.started_on <= bounds.last_day
            and (customers.ended_on is null or customers.ended_on > bounds.last_day)
    ) as at_end
from customers
cross join bounds
group by bounds.first_day, bounds.last_day
