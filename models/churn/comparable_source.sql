-- title:   Source rows of the comparable customers
-- meaning: The uploaded row of every customer others are compared with, and how often the customer was followed from a
--          15th.
-- grain:   one row per customer, tenure band and whether the customer left in the months followed
-- units:   amount = followed starts (person-months)
-- formula: as comparable_count, by customer
-- source:  quiet_time, customers, assumption effect_months
-- limits:  followed ones only
-- key:     customer_id, tenure_band, has_left
-- period:  as_of
-- kept:    no
-- trace:   comparable_source, segment, tenure_band, has_left
with start_day as (
    select
        cast(calendar_month.month + interval '14' day as date) as day,
        cast(
            extract(year from calendar_month.month) * 12 + extract(month from calendar_month.month) as integer
        ) as month_count
    from calendar_month
    cross join assumption
    cross join reference_day
    join churn_state on churn_state.state = 'present'
    where cast(
        cast(calendar_month.month + interval '14' day as date) + assumption.effect_months * interval '1' month as date
    ) <= reference_day.as_of
),
started as (
    select
        quiet_time.customer_id,
        quiet_time.segment,
        start_day.month_count
            - cast(extract(year from quiet_time.started_on) * 12 + extract(month from quiet_time.started_on) as integer)
        - case when extract(day from quiet_time.started_on) > 15 then 1 else 0 end as tenure_months,
        case
            when quiet_time.next_complaint_on <= quiet_time.ended_on or quiet_time.ended_on is null
            then cast(
                extract(year from quiet_time.next_complaint_on) * 12
                    + extract(month from quiet_time.next_complaint_on) as integer
            )
            + case when extract(day from quiet_time.next_complaint_on) > 15 then 1 else 0 end - start_day.month_count
        end as complained_in,
        cast(extract(year from quiet_time.ended_on) * 12 + extract(month from quiet_time.ended_on) as integer)
        + case when extract(day from quiet_time.ended_on) > 15 then 1 else 0 end - start_day.month_count as left_in
    from quiet_time
    join start_day
        on start_day.day >= quiet_time.quiet_from
            and start_day.day < coalesce(quiet_time.quiet_until, date '9999-12-31')
),
followed as (
    select
        started.customer_id,
        started.segment,
        case
            when started.tenure_months <= 2 then '0–2'
            when started.tenure_months <= 11 then '3–11'
            when started.tenure_months <= 23 then '12–23'
            else '24+'
        end as tenure_band,
        coalesce(
            started.left_in <= assumption.effect_months
                and not coalesce(started.complained_in <= assumption.effect_months, false),
            false
        ) as has_left
    from started
    cross join assumption
)
select
    followed.customer_id,
    followed.segment,
    followed.tenure_band,
    followed.has_left,
    'customers' as dataset,
    max(customers.import_id) as import_id,
    max(customers.source_row) as source_row,
    count(*) as amount
from followed
join customers on customers.customer_id = followed.customer_id
group by followed.customer_id, followed.segment, followed.tenure_band, followed.has_left
