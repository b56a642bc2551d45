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
-- materialized: no
-- lineage: comparable_source, segment, tenure_band, has_left
with started as (
    select
        quiet_time.customer_id,
        quiet_time.segment,
        start_day.month_count - quiet_time.first_month_count as tenure_months,
        case
            when quiet_time.next_complaint_on <= quiet_time.ended_on or quiet_time.ended_on is null
                then quiet_time.complaint_month_count - start_day.month_count
        end as complained_in,
        quiet_time.end_month_count - start_day.month_count as left_in
    from quiet_time
    join churn_state on churn_state.state = 'present'
    join start_day
        on start_day.followed
            and start_day.day >= quiet_time.quiet_from
            and start_day.day < coalesce(quiet_time.quiet_until, date '9999-12-31')
),
followed as (
    select
        started.customer_id,
        started.segment,
        tenure_band.tenure_band,
        coalesce(
            started.left_in <= assumption.effect_months
                and not coalesce(started.complained_in <= assumption.effect_months, false),
            false
        ) as has_left
    from started
    cross join assumption
    join tenure_band on tenure_band.tenure_months = least(started.tenure_months, 720)
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
