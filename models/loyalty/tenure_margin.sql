-- title:   Margin by month of tenure, from sales
-- meaning: What the sales to customers brought, and how many customers' whole months they were brought in, by year of tenure.
-- grain:   one row per segment and year of tenure
-- units:   tenure_year = 1 for the first; customer_months = months; margin = reporting currency
-- formula: Σ margin of the sales in whole months of tenure; a sale without a margin: revenue × gross_margin; months from the first month with such sales on
-- source:  transactions, customers, assumption gross_margin
-- limits:  only sales that name a customer with a start date; cancelled ones left out
-- key:     segment, tenure_year
-- period:  as_of
with sale as (
    select
        t.customer_id,
        t.sold_on,
        coalesce(t.margin, cast(round(t.revenue * cast(a.gross_margin as decimal(28, 10)), 6) as decimal(38, 6))) as margin
    from transactions as t
    cross join assumption as a
    cross join reference_day as d
    where not t.cancelled and t.customer_id is not null and t.sold_on <= d.as_of
),
first_sale as (
    select cast(date_trunc('month', min(s.sold_on)) as date) as day
    from sale as s
    where s.margin is not null
),
seen as (
    select
        c.customer_id,
        c.segment,
        c.started_on,
        c.tenure_months,
        greatest(0, cast((extract(year from f.day) * 12 + extract(month from f.day)) - (extract(year from c.started_on) * 12 + extract(month from c.started_on)) as integer)) as first_month
    from customer_tenure as c
    cross join first_sale as f
    where c.started_on is not null and f.day is not null
),
span as (
    select s.segment, s.first_month, s.tenure_months, count(*) as customers
    from seen as s
    where s.tenure_months > s.first_month
    group by s.segment, s.first_month, s.tenure_months
),
lived as (
    select
        s.segment,
        n.number + 1 as tenure_year,
        sum(s.customers) as customers,
        sum(s.customers * (least(s.tenure_months, 12 * n.number + 12) - greatest(s.first_month, 12 * n.number))) as customer_months
    from span as s
    join month_number as n on 12 * n.number < s.tenure_months and 12 * n.number + 12 > s.first_month
    group by s.segment, n.number
),
sold as (
    select
        c.segment,
        cast((extract(year from s.sold_on) * 12 + extract(month from s.sold_on)) - (extract(year from c.started_on) * 12 + extract(month from c.started_on))
            - case when extract(day from s.sold_on) < extract(day from c.started_on) then 1 else 0 end as integer) as month,
        c.first_month,
        c.tenure_months,
        s.margin
    from sale as s
    join seen as c on c.customer_id = s.customer_id
    where s.sold_on >= c.started_on and s.margin is not null
),
brought as (
    select s.segment, cast(floor(s.month / 12e0) as integer) + 1 as tenure_year, sum(s.margin) as margin
    from sold as s
    where s.month >= s.first_month and s.month < s.tenure_months
    group by s.segment, cast(floor(s.month / 12e0) as integer) + 1
)
select
    l.segment,
    l.tenure_year,
    cast(l.customers as bigint) as customers,
    cast(l.customer_months as bigint) as customer_months,
    cast(coalesce(b.margin, 0) as decimal(38, 6)) as margin
from lived as l
left join brought as b on b.segment = l.segment and b.tenure_year = l.tenure_year
