-- title:   Spend and customers of a channel by month
-- meaning: What was spent on a channel in a month, and the customers whom that month counts for it.
-- grain:   one row per channel (and all) and month with spend
-- units:   spend = reporting currency; new_customers = customers; has_spend = whether the channel has any spend at all
-- formula: Σ spend; a month's stated number of new customers takes the place of the counted one
-- source:  spend_line, new_customer
-- limits:  only months that have spend; a channel without any counts its customers of every such month, at spend 0
-- key:     channel, month
-- lineage: spend_line, channel, month
with monthly as (
    select
        spend_line.channel,
        spend_line.month,
        sum(spend_line.amount) as spend,
        sum(spend_line.new_customers) as stated
    from spend_line
    group by spend_line.channel, spend_line.month
),
started as (
    select new_customer.channel, new_customer.month, sum(new_customer.starts) as starts
    from new_customer
    group by new_customer.channel, new_customer.month
),
counted as (
    select
        monthly.channel,
        monthly.month,
        monthly.spend,
        coalesce(monthly.stated, started.starts, 0) as new_customers,
        true as has_spend
    from monthly
    left join started on started.channel = monthly.channel and started.month = monthly.month
    union all
    select
        started.channel,
        started.month,
        cast(0 as decimal(38, 6)) as spend,
        started.starts as new_customers,
        false as has_spend
    from started
    where exists (select 1 from monthly where monthly.month = started.month)
        and not exists (select 1 from monthly where monthly.channel = started.channel)
)
select
    counted.channel,
    counted.month,
    counted.spend,
    counted.new_customers,
    counted.has_spend
from counted
union all
select
    'all' as channel,
    counted.month,
    sum(counted.spend) as spend,
    sum(counted.new_customers) as new_customers,
    true as has_spend
from counted
group by counted.month
