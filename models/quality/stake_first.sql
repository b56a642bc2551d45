-- title:   Customers at stake, by the complaint before
-- meaning: The value of the customers whose complaints started in a sector, by the month of the complaint and of the one before it there.
-- grain:   one row per month, segment, causing sector (and all) and month before
-- units:   value = reporting currency; customers = complaints of a customer; month_before = first day of a month, empty for a customer's first complaint
-- formula: Σ value; a customer's first complaint of any period is the one whose month before lies ahead of it
-- source:  stake_line
-- limits:  made so that a period is a short sum; all counts a customer of several sectors once
-- key:     month, segment, caused_by, month_before
-- filters: month, segment, caused_by
with line as (
    select l.caused_by, l.customer_id, l.opened_on, l.complaint_id, l.month, l.segment, l.value
    from stake_line as l
    union all
    select 'all' as caused_by, l.customer_id, l.opened_on, l.complaint_id, l.month, l.segment, l.value
    from stake_line as l
),
followed as (
    select
        l.month,
        l.segment,
        l.caused_by,
        l.value,
        lag(l.month) over (partition by l.caused_by, l.customer_id order by l.opened_on, l.complaint_id) as month_before
    from line as l
)
select f.month, f.segment, f.caused_by, f.month_before, sum(f.value) as value, count(*) as customers
from followed as f
group by f.month, f.segment, f.caused_by, f.month_before
