-- title:   Complaint handling in the accounts
-- meaning: What the accounts charge for handling complaints, beside what the recorded minutes cost, over the months
--          that have both.
-- grain:   one row per sector (and all) with booked complaint handling
-- units:   booked, measured, unused = reporting currency; measured_share = 0 to 1
-- formula: unused = booked − measured; measured_share = Σ measured / Σ booked
-- source:  handling_month
-- limits:  the same work seen twice, never added
-- key:     sector
-- untraced: the same work seen twice; the rows of the minutes stand behind handling, those of the accounts are the
--           lines of complaint_handling in sector_costs
with total as (
    select
        handling_month.sector,
        handling_month.booked,
        handling_month.measured,
        handling_month.unused
    from handling_month
    union all
    select
        'all' as sector,
        handling_month.booked,
        handling_month.measured,
        handling_month.unused
    from handling_month
)
select
    total.sector,
    sum(total.booked) as booked,
    sum(total.measured) as measured,
    sum(total.unused) as unused,
    sum(total.measured) / cast(nullif(sum(total.booked), 0) as double) as measured_share
from total
group by total.sector
