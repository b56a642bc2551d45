-- title:   Value of the customers of a channel
-- meaning: What a new customer of the channel is worth, by the segments its customers belong to.
-- grain:   one row per channel (and all)
-- units:   value = reporting currency a new customer; monthly_margin = reporting currency a month
-- formula: Σ starts × value of the segment / Σ starts
-- source:  acquired_mix, customer_value
-- limits:  segments without a margin are left out
-- key:     channel
-- trace:   start_source, channel
-- rows:    monthly_margin: start_source, channel; value: start_source, channel
select
    m.channel,
    cast((cast(sum(m.starts * v.value) * 2000000 as hugeint) + sign(sum(m.starts * v.value)) * sum(m.starts)) // nullif(2 * sum(m.starts), 0) as decimal(38, 0)) * 0.000001 as value,
    cast((cast(sum(m.starts * v.monthly_margin) * 2000000 as hugeint) + sign(sum(m.starts * v.monthly_margin)) * sum(m.starts)) // nullif(2 * sum(m.starts), 0) as decimal(38, 0)) * 0.000001 as monthly_margin
from acquired_mix as m
join customer_value as v on v.segment = m.segment
where v.value is not null
group by m.channel
