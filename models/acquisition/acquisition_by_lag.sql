-- title:   Cost of winning a customer, by lag
-- meaning: What winning a customer costs through each channel, if the customers started at once, one month, two months
--          … after the spend.
-- grain:   one row per channel (and all) and lag
-- units:   lag_months = 0 to 12; spend = reporting currency; new_customers = customers; cac = reporting currency a
--          customer
-- formula: cac = Σ spend of month m / Σ starts of month m + lag; a month's stated number of new customers takes the
--          place of the counted one at every lag
-- source:  spend_stated, started_customer
-- limits:  only months of spend whose customers can have started by the day of reference, so a longer lag speaks of
--          fewer months; an average is no rule for spending
-- key:     channel, lag_months
-- untraced: each lag pairs other months of spend with other starts; the rows of both stand behind acquisition_cost
with spent as (
    select
        spend_stated.channel,
        spend_stated.month,
        sum(spend_stated.amount) as spend,
        sum(spend_stated.new_customers) as stated
    from spend_stated
    group by spend_stated.channel, spend_stated.month
),
due as (
    select
        month_number.number as lag_months,
        spent.channel,
        spent.spend,
        spent.stated,
        cast(spent.month + month_number.number * interval '1' month as date) as start_month
    from spent
    join month_number on month_number.number <= 12
    cross join reference_day
    where reference_day.as_of is null
        or cast(spent.month + month_number.number * interval '1' month as date) <= reference_day.as_of
),
started as (
    select started_customer.channel, started_customer.month, sum(started_customer.starts) as starts
    from started_customer
    group by started_customer.channel, started_customer.month
),
paid as (
    select
        due.lag_months,
        due.channel,
        sum(due.spend) as spend,
        cast(floor(sum(coalesce(due.stated, started.starts, 0))) as bigint) as new_customers
    from due
    left join started on started.channel = due.channel and started.month = due.start_month
    group by due.lag_months, due.channel
),
any_month as (
    select distinct due.lag_months, due.start_month
    from due
),
channel as (
    select
        paid.lag_months,
        paid.channel,
        paid.spend,
        paid.new_customers,
        true as has_spend
    from paid
    union all
    select
        any_month.lag_months,
        started.channel,
        cast(0 as decimal(38, 6)) as spend,
        cast(sum(started.starts) as bigint) as new_customers,
        false as has_spend
    from any_month
    join started on started.month = any_month.start_month
    where not exists (
        select 1 from paid where paid.channel = started.channel and paid.lag_months = any_month.lag_months
    )
    group by any_month.lag_months, started.channel
),
total as (
    select
        channel.lag_months,
        channel.channel,
        channel.spend,
        channel.new_customers,
        channel.has_spend
    from channel
    union all
    select
        channel.lag_months,
        'all' as channel,
        sum(channel.spend) as spend,
        cast(sum(channel.new_customers) as bigint) as new_customers,
        true as has_spend
    from channel
    group by channel.lag_months
)
select
    total.channel,
    total.lag_months,
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
