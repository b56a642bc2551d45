-- title:   Buyers
-- meaning: When each buyer bought first and last, how often, and whether the buyer still counts as active.
-- grain:   one row per customer_id that bought something
-- units:   purchases = days with a sale; revenue, first_revenue = reporting currency; first_on, last_on = days
-- formula: a purchase is a day with a sale above 0; active while last_on + lapse_months is later than the day of reference
-- source:  transactions, assumption lapse_months
-- limits:  cancelled sales and sales without a customer are left out; a refund that is not marked cancelled lowers the revenue and is no purchase
-- key:     customer_id
-- period:  as_of
with sale as (
    select t.customer_id, t.sold_on, sum(t.revenue) as revenue, max(t.revenue) > 0 as is_purchase
    from transactions as t
    cross join reference_day as d
    where not t.cancelled and t.customer_id is not null and t.sold_on <= d.as_of
    group by t.customer_id, t.sold_on
),
bought as (
    select
        s.customer_id,
        min(case when s.is_purchase then s.sold_on end) as first_on,
        max(case when s.is_purchase then s.sold_on end) as last_on,
        count(*) filter (where s.is_purchase) as purchases,
        sum(s.revenue) as revenue
    from sale as s
    group by s.customer_id
)
select
    b.customer_id,
    b.first_on,
    b.last_on,
    b.purchases,
    cast(b.revenue as decimal(38, 6)) as revenue,
    cast(f.revenue as decimal(38, 6)) as first_revenue,
    cast(b.last_on + a.lapse_months * interval '1' month as date) > d.as_of as is_active
from bought as b
cross join assumption as a
cross join reference_day as d
join sale as f on f.customer_id = b.customer_id and f.sold_on = b.first_on
