-- title:   From when customers are compared
-- meaning: Whether the list of customers lacks those who left before complaints were recorded; if so, nobody is comparable before.
-- grain:   one row
-- units:   first_complaint_month, from_month = first day of a month (from_month empty: from each customer's start); left_before, expected_before = customers
-- formula: expected_before = months before × left after / months after; lacking = expected_before ≥ 5 and left_before = 0
-- source:  customers, complaints
-- limits:  a list that names only some of those who left before is taken as it stands
-- period:  as_of
with span as (
    select
        cast(date_trunc('month', min(c.opened_on)) as date) as first_complaint_month,
        cast(extract(year from min(c.opened_on)) * 12 + extract(month from min(c.opened_on)) as integer) as first_index
    from counted_complaint as c
),
life as (
    select
        cast(extract(year from u.started_on) * 12 + extract(month from u.started_on) as integer) as start_index,
        case
            when u.ended_on is null or u.ended_on > d.as_of
                then cast(extract(year from d.as_of) * 12 + extract(month from d.as_of) as integer)
            else cast(extract(year from u.ended_on) * 12 + extract(month from u.ended_on) as integer)
        end as end_index,
        case when u.ended_on <= d.as_of then 1 else 0 end as has_left
    from customers as u
    cross join reference_day as d
    where u.started_on <= d.as_of
),
counted as (
    select
        s.first_complaint_month,
        coalesce(sum(case when l.end_index < s.first_index then l.has_left else 0 end), 0) as left_before,
        coalesce(sum(case when l.end_index >= s.first_index then l.has_left else 0 end), 0) as left_after,
        sum(case
            when l.start_index >= s.first_index then 0
            when l.end_index < s.first_index then l.end_index - l.start_index
            else s.first_index - l.start_index
        end) as months_before,
        sum(case
            when l.end_index < s.first_index then 0
            when l.start_index < s.first_index then l.end_index - s.first_index
            else l.end_index - l.start_index
        end) as months_after
    from span as s
    left join life as l on true
    group by s.first_complaint_month
),
expected as (
    select
        c.first_complaint_month,
        cast(c.left_before as bigint) as left_before,
        c.months_before * c.left_after / cast(nullif(c.months_after, 0) as double) as expected_before
    from counted as c
)
select
    e.first_complaint_month,
    e.left_before,
    e.expected_before,
    case when e.expected_before >= 5 and e.left_before = 0 then e.first_complaint_month end as from_month
from expected as e
