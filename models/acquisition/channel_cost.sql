-- title:   Spend and customers of a channel
-- meaning: What a channel cost and how many customers its months with spend brought.
-- grain:   one row per channel (and all)
-- units:   spend = reporting currency; new_customers = customers; cac = reporting currency a customer
-- formula: cac = Σ spend / Σ new customers; a month's stated number of new customers takes the place of the counted one
-- source:  spend_line, new_customer, acquired_mix
-- limits:  a channel without spend has customers but no cac
-- key:     channel
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
paid as (
    select
        monthly.channel,
        sum(monthly.spend) as spend,
        sum(coalesce(monthly.stated, started.starts, 0)) as new_customers
    from monthly
    left join started on started.channel = monthly.channel and started.month = monthly.month
    group by monthly.channel
),
unpaid as (
    select acquired_mix.channel, cast(0 as decimal(38, 6)) as spend, sum(acquired_mix.starts) as new_customers
    from acquired_mix
    where acquired_mix.channel <> 'all' and not exists (select 1 from paid where paid.channel = acquired_mix.channel)
    group by acquired_mix.channel
),
channel as (
    select paid.channel, paid.spend, cast(floor(paid.new_customers) as bigint) as new_customers
    from paid
    union all
    select unpaid.channel, unpaid.spend, cast(unpaid.new_customers as bigint) as new_customers
    from unpaid
),
total as (
    select
        channel.channel,
        channel.spend,
        channel.new_customers,
        paid.channel is not null as has_spend
    from channel
    left join paid on paid.channel = channel.channel
    union all
    select
        'all' as channel,
        sum(channel.spend) as spend,
        cast(sum(channel.new_customers) as bigint) as new_customers,
        true as has_spend
    from channel
    having count(*) > 0
)
select
    total.channel,
    cast(total.spend as decimal(38, 6)) as spend,
    total.new_customers,
    case
        when total.has_spend
            then cast(
                (
                    cast(total.spend * 2000000 as hugeint) + sign(total.spend) * total.new_customers
                ) // nullif(2 * total.new_customers, 0) as decimal(38, 0)
            ) * 0.000001
    end as cac
from total
