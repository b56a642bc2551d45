-- title:   Margin by segment
-- meaning: What a customer of the segment earns a month, on average.
-- grain:   one row per segment (and all)
-- units:   monthly_margin = reporting currency a month; customers = active customers
-- formula: mean over all customers of the segment that have a margin, left or not
-- source:  customer_tenure
-- limits:  before any cost of complaints
-- key:     segment
-- period:  as_of
select
    customer_tenure.segment,
    count(*) filter (where not customer_tenure.has_left) as customers,
    cast(
        (
            cast(sum(customer_tenure.monthly_margin) * 2000000 as hugeint)
                + sign(sum(customer_tenure.monthly_margin)) * count(customer_tenure.monthly_margin)
        ) // nullif(2 * count(customer_tenure.monthly_margin), 0) as decimal(38, 0)
    ) * 0.000001 as monthly_margin
from customer_tenure
group by customer_tenure.segment
union all
select
    'all' as segment,
    count(*) filter (where not customer_tenure.has_left) as customers,
    cast(
        (
            cast(sum(customer_tenure.monthly_margin) * 2000000 as hugeint)
                + sign(sum(customer_tenure.monthly_margin)) * count(customer_tenure.monthly_margin)
        ) // nullif(2 * count(customer_tenure.monthly_margin), 0) as decimal(38, 0)
    ) * 0.000001 as monthly_margin
from customer_tenure
having count(*) > 0
