-- title:   Source rows of the customers a sector touched
-- meaning: The uploaded row of every customer who answered about a sector in a month or whose complaint started there.
-- grain:   one row per month, sector and customer
-- units:   amount = 1 for a customer still there a month later, else 0; month = first day
-- formula: as touched_customer
-- source:  satisfaction, complaints, causing_share, customers
-- limits:  only customers still there on the first of the next month
-- key:     month, sector, customer_id
-- filters: month, sector
-- lineage: touched_source, sector, month
with seen as (
    select satisfaction.month, coalesce(satisfaction.sector, '(unattributed)') as sector, satisfaction.customer_id
    from satisfaction
    where satisfaction.customer_id is not null
    union
    select complaint.month, causing_share.caused_by as sector, complaint.customer_id
    from counted_complaint as complaint
    join causing_share on causing_share.complaint_id = complaint.complaint_id
    where complaint.customer_id is not null
),
dated as (
    select
        seen.month,
        seen.sector,
        seen.customer_id,
        cast(seen.month + interval '1' month as date) as next_month,
        cast(seen.month + interval '2' month as date) as month_after
    from seen
)
select
    dated.month,
    dated.sector,
    dated.customer_id,
    'customers' as dataset,
    customers.import_id,
    customers.source_row,
    case when customers.ended_on is null or customers.ended_on > dated.month_after then 1 else 0 end as amount
from dated
join customers on customers.customer_id = dated.customer_id
cross join reference_day
where dated.month_after <= cast(reference_day.as_of + interval '1' day as date)
    and customers.started_on <= dated.next_month
        and (customers.ended_on is null or customers.ended_on > dated.next_month)
