-- title:   Complaint handling in the books
-- meaning: What the books charge for handling complaints, beside what the recorded minutes cost, over the months that have both.
-- grain:   one row per sector (and all) with booked complaint handling
-- units:   booked, measured, unused = reporting currency; measured_share = 0 to 1
-- formula: unused = booked − measured; measured_share = Σ measured / Σ booked
-- source:  handling_month
-- limits:  the same work seen twice, never added
-- key:     sector
-- untraced: the same work seen twice; the rows of the minutes stand behind handling, those of the books are the lines of complaint_handling in sector_costs
with total as (
    select h.sector, h.booked, h.measured, h.unused
    from handling_month as h
    union all
    select 'all' as sector, h.booked, h.measured, h.unused
    from handling_month as h
)
select
    t.sector,
    sum(t.booked) as booked,
    sum(t.measured) as measured,
    sum(t.unused) as unused,
    sum(t.measured) / cast(nullif(sum(t.booked), 0) as double) as measured_share
from total as t
group by t.sector
