-- title:   Buyers
-- meaning: When each buyer bought first and last, how often, and whether the buyer still counts as active.
-- grain:   one row per customer_id that bought something
-- units:   purchases = days with a sale; revenue, first_revenue = reporting currency; first_on, last_on = days
-- formula: a purchase is a day with a sale above 0; active while last_on + lapse_months is later than the day of
--          reference
-- source:  transactions, assumption lapse_months
-- limits:  cancelled sales and sales without a customer are left out; a refund that is not marked cancelled lowers the
--          revenue and is no purchase
-- key:     customer_id
-- period:  as_of
with sale as (
    select
        transactions.customer_id,
        transactions.sold_on,
        sum(transactions.revenue) as revenue,
        max(transactions.revenue) > 0 as is_purchase
    from transactions
    cross join reference_day
    where not transactions.cancelled
        and transactions.customer_id is not null
        and transactions.sold_on <= reference_day.as_of
    group by transactions.customer_id, transactions.sold_on
),
bought as (
    select
        sale.customer_id,
        min(case when sale.is_purchase then sale.sold_on end) as first_on,
        max(case when sale.is_purchase then sale.sold_on end) as last_on,
        count(*) filter (where sale.is_purchase) as purchases,
        sum(sale.revenue) as revenue
    from sale
    group by sale.customer_id
)
select
    bought.customer_id,
    bought.first_on,
    bought.last_on,
    bought.purchases,
    cast(bought.revenue as decimal(38, 6)) as revenue,
    cast(sale.revenue as decimal(38, 6)) as first_revenue,
    cast(bought.last_on + assumption.lapse_months * interval '1' month as date) > reference_day.as_of as is_active
from bought
cross join assumption
cross join reference_day
join sale on sale.customer_id = bought.customer_id and sale.sold_on = bought.first_on
