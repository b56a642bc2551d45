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
    select min(m.month) as first_day, max(d.as_of) as last_day
    from calendar_month as m
    cross join reference_day as d
    having count(*) > 0
)
select
    count(*) filter (where c.started_on < b.first_day and (c.ended_on is null or c.ended_on >= b.first_day)) as at_start,
    count(*) filter (where c.started_on >= b.first_day and c.started_on <= b.last_day) as started,
    count(*) filter (where c.ended_on >= b.first_day and c.ended_on <= b.last_day and c.started_on <= b.last_day) as ended,
    count(*) filter (where c.started_on <= b.last_day and (c.ended_on is null or c.ended_on > b.last_day)) as at_end
from customers as c
cross join bounds as b
group by b.first_day, b.last_day
