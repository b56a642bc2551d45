-- title:   Months until a customer has paid back
-- meaning: In which month the margin of the customers who stay has paid back what winning them cost.
-- grain:   one row per channel (and all) that pays back within ten years
-- units:   payback_months = months, 0 for the first
-- formula: first k with Σ_{j≤k} margin × S(j) ≥ cac, by the segments of the channel's customers
-- source:  channel_cost, acquired_mix, customer_value, retention_extended
-- limits:  margins are not discounted; searched up to ten years
-- key:     channel
-- lineage: spend_line, channel & start_source, channel
with monthly as (
    select
        acquired_mix.channel,
        extended.month,
        cast(
            sum(
                cast(acquired_mix.starts * customer_value.monthly_margin * extended.retention as decimal(38, 12))
            ) / cast(sum(acquired_mix.starts) as double) as decimal(38, 12)
        ) as margin
    from acquired_mix
    join customer_value on customer_value.segment = acquired_mix.segment
    join retention_extended as extended on extended.segment = acquired_mix.segment
    where customer_value.value is not null and extended.month < 120
    group by acquired_mix.channel, extended.month
),
summed as (
    select
        monthly.channel,
        monthly.month,
        sum(monthly.margin) over (
            partition by monthly.channel
            order by monthly.month
            rows between unbounded preceding and current row
        ) as margin
    from monthly
)
select summed.channel, min(summed.month) as payback_months
from summed
join channel_cost on channel_cost.channel = summed.channel
where summed.margin >= channel_cost.cac
group by summed.channel
