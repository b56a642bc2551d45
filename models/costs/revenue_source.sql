-- title:   Source rows of the revenue
-- meaning: The uploaded sales, or where none are stored the customers who pay by the month.
-- grain:   one row per sale, or per customer and month
-- units:   amount = reporting currency; month = first day
-- formula: as revenue_month
-- source:  transactions, customers
-- limits:  up to the day of reference; sales to nobody known stand in (no customer)
-- key:     dataset, import_id, source_row, month
-- filters: month, segment
-- kept:    no
-- trace:   revenue_source, month, segment
select
    cast(date_trunc('month', t.sold_on) as date) as month,
    coalesce(u.segment, '(no customer)') as segment,
    'transactions' as dataset,
    t.import_id,
    t.source_row,
    t.revenue as amount
from transactions as t
cross join reference_day as d
left join customers as u on u.customer_id = t.customer_id
where not t.cancelled and t.revenue is not null and (d.as_of is null or t.sold_on <= d.as_of)
union all
select
    m.month,
    c.segment,
    'customers' as dataset,
    c.import_id,
    c.source_row,
    c.monthly_revenue as amount
from customers as c
join calendar_month as m on c.started_on <= m.month and (c.ended_on is null or c.ended_on > m.month)
where c.monthly_revenue <> 0 and not exists (select 1 from transactions as t where t.revenue is not null)
