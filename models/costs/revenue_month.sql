-- title:   Revenue by month
-- meaning: What customers paid, month by month: the sales, or where none are stored the monthly revenue of the customers.
-- grain:   one row per month and segment
-- units:   revenue = reporting currency; revenue_source = transactions or customers
-- formula: Σ revenue of transactions not cancelled; else Σ monthly_revenue of the customers active on the first of the month
-- source:  transactions, customers
-- limits:  up to the day of reference; sales to nobody known stand in (no customer)
-- key:     month, segment
-- filters: month, segment
with sale as (
    select
        cast(date_trunc('month', t.sold_on) as date) as month,
        coalesce(u.segment, '(no customer)') as segment,
        sum(t.revenue) as revenue
    from transactions as t
    cross join reference_day as d
    left join customers as u on u.customer_id = t.customer_id
    where not t.cancelled and t.revenue is not null and (d.as_of is null or t.sold_on <= d.as_of)
    group by cast(date_trunc('month', t.sold_on) as date), coalesce(u.segment, '(no customer)')
),
paid as (
    select m.month, m.segment, m.monthly_revenue as revenue
    from customer_month as m
    where m.monthly_revenue <> 0 and not exists (select 1 from transactions as t where t.revenue is not null)
)
select s.month, s.segment, cast(s.revenue as decimal(38, 6)) as revenue, 'transactions' as revenue_source
from sale as s
union all
select p.month, p.segment, cast(p.revenue as decimal(38, 6)) as revenue, 'customers' as revenue_source
from paid as p
