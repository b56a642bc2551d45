-- title:   Customers won, by channel and segment
-- meaning: The customers won with the spend of each month, in the segments they belong to.
-- grain:   one row per channel (and all) and segment
-- units:   starts = customers
-- formula: of a channel with spend, the starts of its months with spend; of a channel without, the starts of all months
--          with spend
-- source:  spend_line, new_customer
-- limits:  starts in months without any spend count nowhere
-- key:     channel, segment
with spend_month as (
    select spend_line.channel, spend_line.month
    from spend_line
    group by spend_line.channel, spend_line.month
),
any_month as (
    select distinct spend_month.month
    from spend_month
),
brought as (
    select new_customer.channel, new_customer.segment, new_customer.starts
    from new_customer
    join spend_month on spend_month.channel = new_customer.channel and spend_month.month = new_customer.month
    union all
    select new_customer.channel, new_customer.segment, new_customer.starts
    from new_customer
    join any_month on any_month.month = new_customer.month
    where not exists (select 1 from spend_month where spend_month.channel = new_customer.channel)
)
select brought.channel, brought.segment, cast(sum(brought.starts) as bigint) as starts
from brought
group by brought.channel, brought.segment
union all
select 'all' as channel, brought.segment, cast(sum(brought.starts) as bigint) as starts
from brought
group by brought.segment
