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
    sum(m.starts * v.value) / cast(sum(m.starts) as double) as value,
    sum(m.starts * v.monthly_margin) / cast(sum(m.starts) as double) as monthly_margin
from acquired_mix as m
join customer_value as v on v.segment = m.segment
where v.value is not null
group by m.channel
