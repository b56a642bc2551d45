-- title:   Complaint handling in the books, by month
-- meaning: What the books charge a sector for handling complaints in a month, beside what its recorded minutes cost.
-- grain:   one row per sector and month with booked complaint handling
-- units:   booked, measured, unused = reporting currency; month = first day
-- formula: unused = booked − measured
-- source:  sector_costs with purpose complaint_handling, handling
-- limits:  the same work seen twice, never added; below 0 where more was worked than booked; months up to the day of reference
-- key:     sector, month
-- filters: month, sector
with booked as (
    select s.sector, s.month, sum(s.amount) as amount
    from sector_costs as s
    cross join reference_day as d
    where s.purpose = 'complaint_handling' and s.amount is not null and (d.as_of is null or s.month <= d.as_of)
    group by s.sector, s.month
),
measured as (
    select h.incurred_by as sector, cast(date_trunc('month', h.opened_on) as date) as month, sum(h.amount) as amount
    from handling as h
    cross join reference_day as d
    where h.opened_on <= d.as_of
    group by h.incurred_by, cast(date_trunc('month', h.opened_on) as date)
)
select
    b.sector,
    b.month,
    b.amount as booked,
    coalesce(m.amount, 0) as measured,
    cast(b.amount - coalesce(m.amount, 0) as decimal(38, 6)) as unused
from booked as b
left join measured as m on m.sector = b.sector and m.month = b.month
