-- title:   Source rows of the revenue
-- meaning: The uploaded sales, or where none are stored the customers who pay by the month.
-- grain:   one row per sale, or per customer and month
-- units:   amount = reporting currency; month = first day
-- formula: as revenue_month
-- source:  transactions, customers
-- limits:  up to the day of reference; sales to nobody known stand in (no customer)
-- key:     dataset, import_id, source_row, month
-- filters: month, segment
-- materialized: no
-- lineage: revenue_source, month, segment
select
    cast(date_trunc('month', transactions.sold_on) as date) as month,
    coalesce(customers.segment, '(no customer)') as segment,
    'transactions' as dataset,
    transactions.import_id,
    transactions.source_row,
    transactions.revenue as amount
from transactions
cross join reference_day
left join customers on customers.customer_id = transactions.customer_id
where not transactions.cancelled
    and transactions.revenue is not null
    and (reference_day.as_of is null or transactions.sold_on <= reference_day.as_of)
union all
select
    calendar_month.month,
    customers.segment,
    'customers' as dataset,
    customers.import_id,
    customers.source_row,
    customers.monthly_revenue as amount
from customers
join calendar_month
    on customers.started_on <= calendar_month.month
        and (customers.ended_on is null or customers.ended_on > calendar_month.month)
where customers.monthly_revenue <> 0 and not exists (select 1 from transactions where transactions.revenue is not null)
