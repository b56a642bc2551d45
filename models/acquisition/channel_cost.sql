-- title:   Spend and customers of a channel
-- meaning: What a channel cost and how many customers were won in its months with spend.
-- grain:   one row per channel (and all)
-- units:   spend = reporting currency; new_customers = customers; cac = reporting currency a customer
-- formula: cac = Σ spend / Σ new customers of the months with spend
-- source:  channel_month
-- limits:  a channel without spend has customers but no cac
-- key:     channel
with channel as (
    select
        channel_month.channel,
        sum(channel_month.spend) as spend,
        cast(floor(sum(channel_month.new_customers)) as bigint) as new_customers,
        channel_month.has_spend
    from channel_month
    where channel_month.channel <> 'all'
    group by channel_month.channel, channel_month.has_spend
),
total as (
    select
        channel.channel,
        channel.spend,
        channel.new_customers,
        channel.has_spend
    from channel
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
