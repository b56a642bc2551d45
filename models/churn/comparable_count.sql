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
with start_day as (
    select
        cast(calendar_month.month + interval '14' day as date) as day,
        cast(extract(year from calendar_month.month) as integer) as year,
        cast(extract(quarter from calendar_month.month) as integer) as quarter,
        cast(
            extract(year from calendar_month.month) * 12 + extract(month from calendar_month.month) as integer
        ) as month_count
    from calendar_month
    cross join assumption
    cross join reference_day
    where cast(
        cast(calendar_month.month + interval '14' day as date) + assumption.effect_months * interval '1' month as date
    ) <= reference_day.as_of
),
counted_time as (
    select
        quiet_time.*,
        cast(extract(year from quiet_time.started_on) * 12 + extract(month from quiet_time.started_on) as integer)
        + case when extract(day from quiet_time.started_on) > 15 then 1 else 0 end as first_month_count,
        cast(extract(year from quiet_time.ended_on) * 12 + extract(month from quiet_time.ended_on) as integer)
        + case when extract(day from quiet_time.ended_on) > 15 then 1 else 0 end as end_month_count,
        cast(
            extract(year from quiet_time.next_complaint_on) * 12
                + extract(month from quiet_time.next_complaint_on) as integer
        )
        + case when extract(day from quiet_time.next_complaint_on) > 15 then 1 else 0 end as complaint_month_count
    from quiet_time
),
started as (
    select
        counted_time.bucket,
        counted_time.segment,
        start_day.year,
        start_day.quarter,
        start_day.month_count - counted_time.first_month_count as tenure_months,
        case
            when counted_time.next_complaint_on <= counted_time.ended_on or counted_time.ended_on is null
                then counted_time.complaint_month_count - start_day.month_count
        end as complained_in,
        counted_time.end_month_count - start_day.month_count as left_in,
        assumption.effect_months
    from counted_time
    join start_day
        on start_day.day >= counted_time.quiet_from
            and start_day.day < coalesce(counted_time.quiet_until, date '9999-12-31')
    cross join assumption
),
followed as (
    select
        started.bucket,
        started.segment,
        started.year,
        started.quarter,
        case
            when started.tenure_months <= 2 then '0–2'
            when started.tenure_months <= 11 then '3–11'
            when started.tenure_months <= 23 then '12–23'
            else '24+'
        end as tenure_band,
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
