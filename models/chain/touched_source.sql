-- title:   Source rows of the customers a sector touched
-- meaning: The uploaded row of every customer who answered about a sector in a month or whose complaint started there.
-- grain:   one row per month, sector and customer
-- units:   amount = 1 for a customer still there a month later, else 0; month = first day
-- formula: as touched_customer
-- source:  satisfaction, complaints, causing_share, customers
-- limits:  only customers still there on the first of the next month
-- key:     month, sector, customer_id
-- filters: month, sector
-- trace:   touched_source, sector, month
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
    s.customer_id,
    'customers' as dataset,
    u.import_id,
    u.source_row,
    case when u.ended_on is null or u.ended_on > s.month_after then 1 else 0 end as amount
from dated as s
join customers as u on u.customer_id = s.customer_id
cross join reference_day as d
where s.month_after <= cast(d.as_of + interval '1' day as date)
    and u.started_on <= s.next_month and (u.ended_on is null or u.ended_on > s.next_month)
