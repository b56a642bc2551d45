-- title:   Months until a customer has paid back
-- meaning: In which month the margin of the customers who stay has brought back what winning them cost.
-- grain:   one row per channel (and all) that pays back within ten years
-- units:   payback_months = months, 0 for the first
-- formula: first k with Σ_{j≤k} margin × S(j) ≥ cac, by the segments of the channel's customers
-- source:  channel_cost, acquired_mix, customer_value, retention_extended
-- limits:  margins are not discounted; searched up to ten years
-- key:     channel
-- trace:   spend_line, channel & start_source, channel
with monthly as (
    select
        m.channel,
        r.month,
        cast(sum(cast(m.starts * v.monthly_margin * r.retention as decimal(38, 12))) / cast(sum(m.starts) as double) as decimal(38, 12)) as margin
    from acquired_mix as m
    join customer_value as v on v.segment = m.segment
    join retention_extended as r on r.segment = m.segment
    where v.value is not null and r.month < 120
    group by m.channel, r.month
),
summed as (
    select
        m.channel,
        m.month,
        sum(m.margin) over (partition by m.channel order by m.month rows between unbounded preceding and current row) as margin
    from monthly as m
)
select s.channel, min(s.month) as payback_months
from summed as s
join channel_cost as c on c.channel = s.channel
where s.margin >= c.cac
group by s.channel
