-- title:   Value of the customers of a channel
-- meaning: What a new customer of the channel is worth, by the segments its customers belong to.
-- grain:   one row per channel (and all)
-- units:   value = reporting currency a new customer; monthly_margin = reporting currency a month
-- formula: Σ starts × value of the segment / Σ starts
-- source:  acquired_mix, customer_value
-- limits:  segments without a margin are left out
-- key:     channel
-- lineage: start_source, channel
-- column_lineage: monthly_margin: start_source, channel;
--                 value: start_source, channel
select
    acquired_mix.channel,
    cast(
        (
            cast(sum(acquired_mix.starts * customer_value.value) * 2000000 as hugeint)
                + sign(sum(acquired_mix.starts * customer_value.value)) * sum(acquired_mix.starts)
        ) // nullif(2 * sum(acquired_mix.starts), 0) as decimal(38, 0)
    ) * 0.000001 as value,
    cast(
        (
            cast(sum(acquired_mix.starts * customer_value.monthly_margin) * 2000000 as hugeint)
                + sign(sum(acquired_mix.starts * customer_value.monthly_margin)) * sum(acquired_mix.starts)
        ) // nullif(2 * sum(acquired_mix.starts), 0) as decimal(38, 0)
    ) * 0.000001 as monthly_margin
from acquired_mix
join customer_value on customer_value.segment = acquired_mix.segment
where customer_value.value is not null
group by acquired_mix.channel
