-- title:   Comparable customers, counted
-- meaning: Customers on the 15th of each month without a complaint in the effect_months before, by what happened to
--          them next.
-- grain:   one row per bucket, segment, tenure band, quarter, outcome and month in which it happened
-- units:   starts = customers followed from a 15th; outcome_month = 1 to effect_months, one more for none
-- formula: followed until the first of: leaving, the next complaint, effect_months; only starts whose effect_months end
--          by as_of
-- source:  customers, complaints, assumption effect_months
-- limits:  who leaves after a complaint in the same month has complained, not left
-- key:     bucket, segment, tenure_band, year, quarter, outcome, outcome_month
-- period:  as_of
with started as (
    select
        quiet_time.bucket,
        quiet_time.segment,
        cast(extract(year from start_day.month) as integer) as year,
        cast(extract(quarter from start_day.month) as integer) as quarter,
        start_day.month_count - quiet_time.first_month_count as tenure_months,
        case
            when quiet_time.next_complaint_on <= quiet_time.ended_on or quiet_time.ended_on is null
                then quiet_time.complaint_month_count - start_day.month_count
        end as complained_in,
        quiet_time.end_month_count - start_day.month_count as left_in,
        assumption.effect_months
    from quiet_time
    join start_day
        on start_day.followed
            and start_day.day >= quiet_time.quiet_from
            and start_day.day < coalesce(quiet_time.quiet_until, date '9999-12-31')
    cross join assumption
),
followed as (
    select
        started.bucket,
        started.segment,
        started.year,
        started.quarter,
        tenure_band.tenure_band,
        case
            when started.complained_in <= started.effect_months then 'complained'
            when started.left_in <= started.effect_months then 'left'
            else 'none'
        end as outcome,
        case
            when started.complained_in <= started.effect_months then started.complained_in
            when started.left_in <= started.effect_months then started.left_in
            else started.effect_months + 1
        end as outcome_month
    from started
    join tenure_band on tenure_band.tenure_months = least(started.tenure_months, 720)
)
select
    followed.bucket,
    followed.segment,
    followed.tenure_band,
    followed.year,
    followed.quarter,
    followed.outcome,
    followed.outcome_month,
    count(*) as starts
from followed
group by
    followed.bucket,
    followed.segment,
    followed.tenure_band,
    followed.year,
    followed.quarter,
    followed.outcome,
    followed.outcome_month
