-- title:   Revenue by month
-- meaning: What customers paid, month by month: the sales, or where none are stored the monthly revenue of the
--          customers.
-- grain:   one row per month and segment
-- units:   revenue = reporting currency; revenue_source = transactions or customers
-- formula: Σ revenue of transactions not cancelled; else Σ monthly_revenue of the customers active on the first of the
--          month
-- source:  transactions, customers
-- limits:  up to the day of reference; sales to nobody known stand in (no customer)
-- key:     month, segment
-- filters: month, segment
with sale as (
    select
        cast(date_trunc('month', transactions.sold_on) as date) as month,
        coalesce(customers.segment, '(no customer)') as segment,
        sum(transactions.revenue) as revenue
    from transactions
    cross join reference_day
    left join customers on customers.customer_id = transactions.customer_id
    where not transactions.cancelled
        and transactions.revenue is not null
        and (reference_day.as_of is null or transactions.sold_on <= reference_day.as_of)
    group by cast(date_trunc('month', transactions.sold_on) as date), coalesce(customers.segment, '(no customer)')
),
paid as (
    select customer_month.month, customer_month.segment, customer_month.monthly_revenue as revenue
    from customer_month
    where customer_month.monthly_revenue <> 0
        and not exists (select 1 from transactions where transactions.revenue is not null)
)
select
    sale.month,
    sale.segment,
    cast(sale.revenue as decimal(38, 6)) as revenue,
    'transactions' as revenue_source
from sale
union all
select
    paid.month,
    paid.segment,
    cast(paid.revenue as decimal(38, 6)) as revenue,
    'customers' as revenue_source
from paid
