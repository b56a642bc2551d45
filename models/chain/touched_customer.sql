-- title:   Customers a sector touched
-- meaning: Customers who answered about a sector in a month or whose complaint started there, and how many stayed the month after.
-- grain:   one row per month and sector
-- units:   touched, stayed = customers
-- formula: touched = still customers on the first of the next month; stayed = of them, still customers a month later
-- source:  satisfaction, complaints, causing_share, customers
-- limits:  only months whose next month is complete; each customer once a month and sector
-- key:     month, sector
-- filters: month, sector
with seen as (
    select s.month, coalesce(s.sector, '(unattributed)') as sector, s.customer_id
    from satisfaction as s
    where s.customer_id is not null
    union
    select c.month, h.caused_by as sector, c.customer_id
    from counted_complaint as c
    join causing_share as h on h.complaint_id = c.complaint_id
    where c.customer_id is not null
),
dated as (
    select
        s.month,
        s.sector,
        s.customer_id,
        cast(s.month + interval '1' month as date) as next_month,
        cast(s.month + interval '2' month as date) as month_after
    from seen as s
)
select
    s.month,
    s.sector,
    count(*) as touched,
    count(*) filter (where u.ended_on is null or u.ended_on > s.month_after) as stayed
from dated as s
join customers as u on u.customer_id = s.customer_id
cross join reference_day as d
where s.month_after <= cast(d.as_of + interval '1' day as date)
    and u.started_on <= s.next_month and (u.ended_on is null or u.ended_on > s.next_month)
group by s.month, s.sector
