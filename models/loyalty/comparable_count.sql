-- title:   Comparable customers, counted
-- meaning: Customers on the 15th of each month without a complaint in the effect_months before, by what happened to them next.
-- grain:   one row per bucket, segment, tenure band, quarter, outcome and month in which it happened
-- units:   starts = customers followed from a 15th; outcome_month = 1 to effect_months, one more for none
-- formula: followed until the first of: leaving, the next complaint, effect_months; only starts whose effect_months end by as_of
-- source:  customers, complaints, assumption effect_months
-- limits:  who leaves after a complaint in the same month has complained, not left
-- key:     bucket, segment, tenure_band, year, quarter, outcome, outcome_month
-- period:  as_of
with start_day as (
    select
        cast(m.month + interval '14' day as date) as day,
        cast(extract(year from m.month) as integer) as year,
        cast(extract(quarter from m.month) as integer) as quarter,
        cast(extract(year from m.month) * 12 + extract(month from m.month) as integer) as month_count
    from calendar_month as m
    cross join assumption as a
    cross join reference_day as d
    where cast(cast(m.month + interval '14' day as date) + a.effect_months * interval '1' month as date) <= d.as_of
),
counted_time as (
    select
        q.*,
        cast(extract(year from q.started_on) * 12 + extract(month from q.started_on) as integer)
        + case when extract(day from q.started_on) > 15 then 1 else 0 end as first_month_count,
        cast(extract(year from q.ended_on) * 12 + extract(month from q.ended_on) as integer)
        + case when extract(day from q.ended_on) > 15 then 1 else 0 end as end_month_count,
        cast(extract(year from q.next_complaint_on) * 12 + extract(month from q.next_complaint_on) as integer)
        + case when extract(day from q.next_complaint_on) > 15 then 1 else 0 end as complaint_month_count
    from quiet_time as q
),
started as (
    select
        q.bucket,
        q.segment,
        s.year,
        s.quarter,
        s.month_count - q.first_month_count as tenure_months,
        case when q.next_complaint_on <= q.ended_on or q.ended_on is null then q.complaint_month_count - s.month_count end as complained_in,
        q.end_month_count - s.month_count as left_in,
        a.effect_months
    from counted_time as q
    join start_day as s on s.day >= q.quiet_from and s.day < coalesce(q.quiet_until, date '9999-12-31')
    cross join assumption as a
),
followed as (
    select
        s.bucket,
        s.segment,
        s.year,
        s.quarter,
        case when s.tenure_months <= 2 then '0–2' when s.tenure_months <= 11 then '3–11' when s.tenure_months <= 23 then '12–23' else '24+' end as tenure_band,
        case
            when s.complained_in <= s.effect_months then 'complained'
            when s.left_in <= s.effect_months then 'left'
            else 'none'
        end as outcome,
        case
            when s.complained_in <= s.effect_months then s.complained_in
            when s.left_in <= s.effect_months then s.left_in
            else s.effect_months + 1
        end as outcome_month
    from started as s
)
select f.bucket, f.segment, f.tenure_band, f.year, f.quarter, f.outcome, f.outcome_month, count(*) as starts
from followed as f
group by f.bucket, f.segment, f.tenure_band, f.year, f.quarter, f.outcome, f.outcome_month
