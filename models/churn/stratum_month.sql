-- title:   Comparable customers month by month
-- meaning: Of the comparable customers of a stratum and bucket, how many were at risk of leaving in each month
--          followed, and how many left.
-- grain:   one row per stratum, bucket and month followed
-- units:   at_risk = customers, half of those who complain in the month left out; left_count = customers;
--          followed_month = 1 to effect_months
-- formula: at_risk = neither left nor complained at its start − ½ × complained in it
-- source:  comparable_count, churn_stratum
-- limits:  followed ones only
-- key:     stratum, bucket, followed_month
-- period:  as_of
with numbered as (
    -- numbers are grouped faster than names, and whole or half doubles are added faster than integers of any length
    select churn_stratum.stratum, cast(row_number() over (order by churn_stratum.stratum) as integer) as place
    from churn_stratum
    group by churn_stratum.stratum
),
counted as (
    select
        numbered.place,
        comparable_count.bucket,
        comparable_count.outcome_month,
        cast(comparable_count.starts as double) as starts,
        case when comparable_count.outcome = 'complained' then 0.5e0 else 1e0 end as part_of_month,
        case when comparable_count.outcome = 'left' then 1e0 else 0e0 end as part_left
    from comparable_count
    join churn_stratum
        on churn_stratum.segment = comparable_count.segment
            and churn_stratum.tenure_band = comparable_count.tenure_band
            and churn_stratum.year = comparable_count.year
            and churn_stratum.quarter = comparable_count.quarter
    join numbered on numbered.stratum = churn_stratum.stratum
),
summed as (
    select
        counted.place,
        counted.bucket,
        month_number.number as followed_month,
        sum(
            case
                when counted.outcome_month > month_number.number then counted.starts
                when counted.outcome_month = month_number.number then counted.starts * counted.part_of_month
                else 0e0
            end
        ) as at_risk,
        sum(
            case
                when counted.outcome_month = month_number.number then counted.starts * counted.part_left
                else 0e0
            end
        ) as left_count
    from counted
    cross join assumption
    join month_number on month_number.number >= 1 and month_number.number <= assumption.effect_months
    group by counted.place, counted.bucket, month_number.number
)
select
    numbered.stratum,
    summed.bucket,
    summed.followed_month,
    summed.at_risk,
    summed.left_count
from summed
join numbered on numbered.place = summed.place
