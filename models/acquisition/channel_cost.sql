-- title:   Spend and customers of a channel
-- meaning: What a channel cost and how many customers its months with spend brought.
-- grain:   one row per channel (and all)
-- units:   spend = reporting currency; new_customers = customers; cac = reporting currency a customer
-- formula: cac = Σ spend / Σ new customers; a month's stated number of new customers takes the place of the counted one
-- source:  spend_line, new_customer, acquired_mix
-- limits:  a channel without spend has customers but no cac
-- key:     channel
with monthly as (
    select s.channel, s.month, sum(s.amount) as spend, sum(s.new_customers) as stated
    from spend_line as s
    group by s.channel, s.month
),
started as (
    select n.channel, n.month, sum(n.starts) as starts
    from new_customer as n
    group by n.channel, n.month
),
paid as (
    select m.channel, sum(m.spend) as spend, sum(coalesce(m.stated, n.starts, 0)) as new_customers
    from monthly as m
    left join started as n on n.channel = m.channel and n.month = m.month
    group by m.channel
),
unpaid as (
    select x.channel, cast(0 as decimal(38, 6)) as spend, sum(x.starts) as new_customers
    from acquired_mix as x
    where x.channel <> 'all' and not exists (select 1 from paid as p where p.channel = x.channel)
    group by x.channel
),
channel as (
    select p.channel, p.spend, cast(floor(p.new_customers) as bigint) as new_customers
    from paid as p
    union all
    select u.channel, u.spend, cast(u.new_customers as bigint) as new_customers
    from unpaid as u
),
total as (
    select c.channel, c.spend, c.new_customers, p.channel is not null as has_spend
    from channel as c
    left join paid as p on p.channel = c.channel
    union all
    select 'all' as channel, sum(c.spend) as spend, cast(sum(c.new_customers) as bigint) as new_customers, true as has_spend
    from channel as c
    having count(*) > 0
)
select
    t.channel,
    cast(t.spend as decimal(38, 6)) as spend,
    t.new_customers,
    case when t.has_spend then cast((cast(t.spend * 2000000 as hugeint) + sign(t.spend) * t.new_customers) // nullif(2 * t.new_customers, 0) as decimal(38, 0)) * 0.000001 end as cac
from total as t
