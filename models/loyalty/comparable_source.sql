-- title:   Source rows of the comparable customers
-- meaning: The uploaded row of every customer others are compared with, and how often the customer was followed from a 15th.
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
        cast(m.month + interval '14' day as date) as day,
        cast(extract(year from m.month) * 12 + extract(month from m.month) as integer) as month_count
    from calendar_month as m
    cross join assumption as a
    cross join reference_day as d
    join churn_state as t on t.state = 'present'
    where cast(cast(m.month + interval '14' day as date) + a.effect_months * interval '1' month as date) <= d.as_of
),
started as (
    select
        q.customer_id,
        q.segment,
        s.month_count - cast(extract(year from q.started_on) * 12 + extract(month from q.started_on) as integer)
        - case when extract(day from q.started_on) > 15 then 1 else 0 end as tenure_months,
        case
            when q.next_complaint_on <= q.ended_on or q.ended_on is null
            then cast(extract(year from q.next_complaint_on) * 12 + extract(month from q.next_complaint_on) as integer)
            + case when extract(day from q.next_complaint_on) > 15 then 1 else 0 end - s.month_count
        end as complained_in,
        cast(extract(year from q.ended_on) * 12 + extract(month from q.ended_on) as integer)
        + case when extract(day from q.ended_on) > 15 then 1 else 0 end - s.month_count as left_in
    from quiet_time as q
    join start_day as s on s.day >= q.quiet_from and s.day < coalesce(q.quiet_until, date '9999-12-31')
),
followed as (
    select
        s.customer_id,
        s.segment,
        case when s.tenure_months <= 2 then '0–2' when s.tenure_months <= 11 then '3–11' when s.tenure_months <= 23 then '12–23' else '24+' end as tenure_band,
        coalesce(s.left_in <= a.effect_months and not coalesce(s.complained_in <= a.effect_months, false), false) as has_left
    from started as s
    cross join assumption as a
)
select
    f.customer_id,
    f.segment,
    f.tenure_band,
    f.has_left,
    'customers' as dataset,
    max(u.import_id) as import_id,
    max(u.source_row) as source_row,
    count(*) as amount
from followed as f
join customers as u on u.customer_id = f.customer_id
group by f.customer_id, f.segment, f.tenure_band, f.has_left
