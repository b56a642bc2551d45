-- title:   Comparable customers month by month
-- meaning: Of the comparable customers of a stratum and bucket, how many were at risk of leaving in each month followed, and how many left.
-- grain:   one row per stratum, bucket and month followed
-- units:   at_risk = customers, half of those who complain in the month left out; left_count = customers; followed_month = 1 to effect_months
-- formula: at_risk = neither left nor complained at its start − ½ × complained in it
-- source:  comparable_count, churn_stratum
-- limits:  followed ones only
-- key:     stratum, bucket, followed_month
-- period:  as_of
with counted as (
    select s.stratum, c.bucket, c.outcome, c.outcome_month, sum(c.starts) as starts
    from comparable_count as c
    join churn_stratum as s
        on s.segment = c.segment and s.tenure_band = c.tenure_band and s.year = c.year and s.quarter = c.quarter
    group by s.stratum, c.bucket, c.outcome, c.outcome_month
)
select
    c.stratum,
    c.bucket,
    k.number as followed_month,
    cast(
        sum(case when c.outcome_month >= k.number then c.starts else 0 end)
        - 0.5 * sum(case when c.outcome = 'complained' and c.outcome_month = k.number then c.starts else 0 end)
        as double
    ) as at_risk,
    cast(sum(case when c.outcome = 'left' and c.outcome_month = k.number then c.starts else 0 end) as double) as left_count
from counted as c
cross join assumption as a
join month_number as k on k.number >= 1 and k.number <= a.effect_months
group by c.stratum, c.bucket, k.number
