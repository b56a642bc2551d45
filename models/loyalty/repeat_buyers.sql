-- title:   Repeat buyers
-- meaning: How many of those who bought came back, how many still count as active, and which part of the revenue those who came back brought.
-- grain:   one row per segment (and all)
-- units:   buyers, repeat_buyers, active, lapsed = customers; purchases = days with a sale; days_between = days; revenue, repeat_revenue = reporting currency; repeat_share, repeat_revenue_share = 0 to 1
-- formula: repeat_buyers = bought on two days or more; repeat_share = repeat_buyers / buyers; days_between = Σ days from first to last / Σ (purchases − 1); repeat_revenue = all revenue after the day of the first purchase
-- source:  transactions, customers, assumption lapse_months
-- limits:  for buyers without a contract; who bought once lately may still come back; a buyer who is not in customers stands in the segment (no customer)
-- key:     segment
-- period:  as_of
-- trace:   revenue_source, segment
with known as (
    select
        coalesce(c.segment, '(no customer)') as segment,
        b.purchases,
        b.revenue,
        b.first_revenue,
        b.is_active,
        cast(floor((epoch(cast(b.last_on as timestamp)) - epoch(cast(b.first_on as timestamp))) / 86400e0) as integer) as days
    from buyer as b
    left join customers as c on c.customer_id = b.customer_id
),
counted as (
    select k.segment, k.purchases, k.revenue, k.first_revenue, k.is_active, k.days
    from known as k
    union all
    select 'all' as segment, k.purchases, k.revenue, k.first_revenue, k.is_active, k.days
    from known as k
)
select
    c.segment,
    count(*) as buyers,
    count(*) filter (where c.purchases > 1) as repeat_buyers,
    count(*) filter (where c.purchases > 1) / cast(count(*) as double) as repeat_share,
    count(*) filter (where c.is_active) as active,
    count(*) filter (where not c.is_active) as lapsed,
    cast(sum(c.purchases) as bigint) as purchases,
    sum(c.days) / cast(nullif(sum(c.purchases - 1), 0) as double) as days_between,
    cast(sum(c.revenue) as decimal(38, 6)) as revenue,
    cast(sum(c.revenue - c.first_revenue) as decimal(38, 6)) as repeat_revenue,
    sum(c.revenue - c.first_revenue) / cast(nullif(sum(c.revenue), 0) as double) as repeat_revenue_share
from counted as c
group by c.segment
