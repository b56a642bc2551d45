-- title:   Customers at risk, by the complaint before
-- meaning: The value of the customers whose complaints started in a sector, by the month of the complaint and of the
--          one before it there.
-- grain:   one row per month, segment, causing sector (and all) and month before
-- units:   value = reporting currency; customers = complaints of a customer; month_before = first day of a month, empty
--          for a customer's first complaint
-- formula: Σ value; a customer's first complaint of any period is the one whose month before lies ahead of it
-- source:  stake_line
-- limits:  made so that a period is a short sum; all counts a customer of several sectors once
-- key:     month, segment, caused_by, month_before
-- filters: month, segment, caused_by
with line as (
    select
        stake_line.caused_by,
        stake_line.customer_id,
        stake_line.opened_on,
        stake_line.complaint_id,
        stake_line.month,
        stake_line.segment,
        stake_line.value
    from stake_line
    union all
    select
        'all' as caused_by,
        stake_line.customer_id,
        stake_line.opened_on,
        stake_line.complaint_id,
        stake_line.month,
        stake_line.segment,
        stake_line.value
    from stake_line
),
followed as (
    select
        line.month,
        line.segment,
        line.caused_by,
        line.value,
        lag(line.month) over (
            partition by line.caused_by, line.customer_id
            order by line.opened_on, line.complaint_id
        ) as month_before
    from line
)
select
    followed.month,
    followed.segment,
    followed.caused_by,
    followed.month_before,
    sum(followed.value) as value,
    count(*) as customers
from followed
group by followed.month, followed.segment, followed.caused_by, followed.month_before
