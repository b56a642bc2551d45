-- title:   Repeat buyers
-- meaning: How many of those who bought came back, how many still count as active, and which share of the revenue
--          comes from those who came back.
-- grain:   one row per segment (and all)
-- units:   buyers, repeat_buyers, active, lapsed = customers; purchases = days with a sale; days_between = days;
--          revenue, repeat_revenue = reporting currency; repeat_share, repeat_revenue_share = 0 to 1
-- formula: repeat_buyers = bought on two days or more; repeat_share = repeat_buyers / buyers; days_between = Σ days
--          from first to last / Σ (purchases − 1); repeat_revenue = all revenue after the day of the first purchase
-- source:  transactions, customers, assumption lapse_months
-- limits:  for buyers without a contract; who bought once lately may still come back; a buyer who is not in customers
--          stands in the segment (no customer)
-- key:     segment
-- period:  as_of
-- lineage: revenue_source, segment
with known as (
    select
        coalesce(customers.segment, '(no customer)') as segment,
        buyer.purchases,
        buyer.revenue,
        buyer.first_revenue,
        buyer.is_active,
        cast(
            floor(
                (epoch(cast(buyer.last_on as timestamp)) - epoch(cast(buyer.first_on as timestamp))) / 86400e0
            ) as integer
        ) as days
    from buyer
    left join customers on customers.customer_id = buyer.customer_id
),
counted as (
    select
        known.segment,
        known.purchases,
        known.revenue,
        known.first_revenue,
        known.is_active,
        known.days
    from known
    union all
    select
        'all' as segment,
        known.purchases,
        known.revenue,
        known.first_revenue,
        known.is_active,
        known.days
    from known
)
select
    counted.segment,
    count(*) as buyers,
    count(*) filter (where counted.purchases > 1) as repeat_buyers,
    count(*) filter (where counted.purchases > 1) / cast(count(*) as double) as repeat_share,
    count(*) filter (where counted.is_active) as active,
    count(*) filter (where not counted.is_active) as lapsed,
    cast(sum(counted.purchases) as bigint) as purchases,
    sum(counted.days) / cast(nullif(sum(counted.purchases - 1), 0) as double) as days_between,
    cast(sum(counted.revenue) as decimal(38, 6)) as revenue,
    cast(sum(counted.revenue - counted.first_revenue) as decimal(38, 6)) as repeat_revenue,
    sum(counted.revenue - counted.first_revenue) / cast(
        nullif(sum(counted.revenue), 0) as double
    ) as repeat_revenue_share
from counted
group by counted.segment
