-- title:   Cost of winning a customer, by lag
-- meaning: What winning a customer costs through each channel, if the customers started at once, one month, two months … after the spend.
-- grain:   one row per channel (and all) and lag
-- units:   lag_months = 0 to 12; spend = reporting currency; new_customers = customers; cac = reporting currency a customer
-- formula: cac = Σ spend of month m / Σ starts of month m + lag; a month's stated number of new customers takes the place of the counted one at every lag
-- source:  spend_stated, started_customer
-- limits:  only months of spend whose customers can have started by the day of reference, so a longer lag speaks of fewer months; an average is no rule for spending
-- key:     channel, lag_months
-- untraced: each lag pairs other months of spend with other starts; the rows of both stand behind acquisition_cost
with spent as (
    select s.channel, s.month, sum(s.amount) as spend, sum(s.new_customers) as stated
    from spend_stated as s
    group by s.channel, s.month
),
due as (
    select
        n.number as lag_months,
        s.channel,
        s.spend,
        s.stated,
        cast(s.month + n.number * interval '1' month as date) as start_month
    from spent as s
    join month_number as n on n.number <= 12
    cross join reference_day as d
    where d.as_of is null or cast(s.month + n.number * interval '1' month as date) <= d.as_of
),
started as (
    select s.channel, s.month, sum(s.starts) as starts
    from started_customer as s
    group by s.channel, s.month
),
paid as (
    select d.lag_months, d.channel, sum(d.spend) as spend, cast(floor(sum(coalesce(d.stated, s.starts, 0))) as bigint) as new_customers
    from due as d
    left join started as s on s.channel = d.channel and s.month = d.start_month
    group by d.lag_months, d.channel
),
any_month as (
    select distinct d.lag_months, d.start_month
    from due as d
),
channel as (
    select p.lag_months, p.channel, p.spend, p.new_customers, true as has_spend
    from paid as p
    union all
    select m.lag_months, s.channel, cast(0 as decimal(38, 6)) as spend, cast(sum(s.starts) as bigint) as new_customers, false as has_spend
    from any_month as m
    join started as s on s.month = m.start_month
    where not exists (select 1 from paid as p where p.channel = s.channel and p.lag_months = m.lag_months)
    group by m.lag_months, s.channel
),
total as (
    select c.lag_months, c.channel, c.spend, c.new_customers, c.has_spend
    from channel as c
    union all
    select c.lag_months, 'all' as channel, sum(c.spend) as spend, cast(sum(c.new_customers) as bigint) as new_customers, true as has_spend
    from channel as c
    group by c.lag_months
)
select
    t.channel,
    t.lag_months,
    cast(t.spend as decimal(38, 6)) as spend,
    t.new_customers,
    case when t.has_spend then cast((cast(t.spend * 2000000 as hugeint) + sign(t.spend) * t.new_customers) // nullif(2 * t.new_customers, 0) as decimal(38, 0)) * 0.000001 end as cac
from total as t
