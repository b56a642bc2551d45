-- title:   Customers won, by channel and segment
-- meaning: The customers whom the months with spend brought, in the segments they belong to.
-- grain:   one row per channel (and all) and segment
-- units:   starts = customers
-- formula: of a channel with spend, the starts of its months with spend; of a channel without, the starts of all months with spend
-- source:  spend_line, new_customer
-- limits:  starts in months without any spend count nowhere
-- key:     channel, segment
with spend_month as (
    select s.channel, s.month
    from spend_line as s
    group by s.channel, s.month
),
any_month as (
    select distinct s.month
    from spend_month as s
),
brought as (
    select n.channel, n.segment, n.starts
    from new_customer as n
    join spend_month as s on s.channel = n.channel and s.month = n.month
    union all
    select n.channel, n.segment, n.starts
    from new_customer as n
    join any_month as m on m.month = n.month
    where not exists (select 1 from spend_month as s where s.channel = n.channel)
)
select b.channel, b.segment, cast(sum(b.starts) as bigint) as starts
from brought as b
group by b.channel, b.segment
union all
select 'all' as channel, b.segment, cast(sum(b.starts) as bigint) as starts
from brought as b
group by b.segment
