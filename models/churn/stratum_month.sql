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
with counted as (
    select
        churn_stratum.stratum,
        comparable_count.bucket,
        comparable_count.outcome,
        comparable_count.outcome_month,
        sum(comparable_count.starts) as starts
    from comparable_count
    join churn_stratum
        on churn_stratum.segment = comparable_count.segment
            and churn_stratum.tenure_band = comparable_count.tenure_band
            and churn_stratum.year = comparable_count.year
            and churn_stratum.quarter = comparable_count.quarter
    group by churn_stratum.stratum, comparable_count.bucket, comparable_count.outcome, comparable_count.outcome_month
)
select
    counted.stratum,
    counted.bucket,
    month_number.number as followed_month,
    cast(
        sum(case when counted.outcome_month >= month_number.number then counted.starts else 0 end)
        - 0.5 * sum(
            case
                when counted.outcome = 'complained' and counted.outcome_month = month_number.number then counted.starts
                else 0
            end
        )
        as double
    ) as at_risk,
    cast(
        sum(
            case
                when counted.outcome = 'left' and counted.outcome_month = month_number.number then counted.starts
                else 0
            end
        ) as double
    ) as left_count
from counted
cross join assumption
join month_number on month_number.number >= 1 and month_number.number <= assumption.effect_months
group by counted.stratum, counted.bucket, month_number.number
