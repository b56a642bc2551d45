-- title:   Those marked as having complained and the others, not adjusted
-- meaning: How many customers marked as having complained have left, beside those marked as not, without regard to
--          how the two differ.
-- grain:   one row per flag (complained) and value (yes, no)
-- units:   customers, left_count = customers; risk = 0 to 1; risk_ratio, low, high = ratio; level = 0 to 1
-- formula: risk = left_count / customers; risk_ratio = risk / risk of those marked no; low and high = risk_ratio ×
--          exp(∓ z × √(1 / left − 1 / customers + 1 / left of no − 1 / customers of no))
-- source:  customers, assumption interval_level
-- limits:  not adjusted, no proof: who complains differs from who does not, and has stayed long enough to; never in
--          the ledger; no ratio where nobody of the others left, no range where nobody of either left
-- key:     flag, value
-- period:  as_of
-- lineage: flag_source, flag, value
-- column_lineage: left_count: flag_source, flag, value, has_left = "true"
-- interval: risk_ratio = low, high
with counted as (
    select
        flag_source.flag,
        flag_source.value,
        count(*) as customers,
        count(*) filter (where flag_source.has_left) as left_count
    from flag_source
    group by flag_source.flag, flag_source.value
),
compared as (
    select
        counted.flag,
        counted.value,
        counted.customers,
        counted.left_count,
        counted.left_count / cast(counted.customers as double) as risk,
        counted_others.left_count / cast(counted_others.customers as double) as risk_of_others,
        case
            when counted.value = 'yes' and counted.left_count > 0 and counted_others.left_count > 0
                then sqrt(
                    1e0 / counted.left_count
                        - 1e0 / counted.customers
                        + 1e0 / counted_others.left_count
                        - 1e0 / counted_others.customers
                )
        end as deviation
    from counted
    left join counted as counted_others on counted_others.flag = counted.flag and counted_others.value = 'no'
)
select
    compared.flag,
    compared.value,
    compared.customers,
    compared.left_count,
    compared.risk,
    compared.risk / nullif(compared.risk_of_others, 0) as risk_ratio,
    compared.risk / nullif(compared.risk_of_others, 0) * exp(-normal_quantile.z * compared.deviation) as low,
    compared.risk / nullif(compared.risk_of_others, 0) * exp(normal_quantile.z * compared.deviation) as high,
    normal_quantile.level
from compared
cross join normal_quantile
