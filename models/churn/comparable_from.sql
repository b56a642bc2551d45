-- title:   From when customers are compared
-- meaning: Whether the list of customers lacks those who left before complaints were recorded; if so, nobody is
--          comparable before.
-- grain:   one row
-- units:   first_complaint_month, from_month = first day of a month (from_month empty: from each customer's start);
--          left_before, expected_before = customers
-- formula: expected_before = months before × left after / months after; lacking = expected_before ≥ 5 and left_before =
--          0
-- source:  customers, complaints
-- limits:  a list that names only some of those who left before is taken as it stands
-- period:  as_of
with span as (
    select
        cast(date_trunc('month', min(complaint.opened_on)) as date) as first_complaint_month,
        cast(
            extract(year from min(complaint.opened_on)) * 12 + extract(month from min(complaint.opened_on)) as integer
        ) as first_index
    from counted_complaint as complaint
),
life as (
    select
        cast(
            extract(year from customers.started_on) * 12 + extract(month from customers.started_on) as integer
        ) as start_index,
        case
            when customers.ended_on is null or customers.ended_on > reference_day.as_of
                then cast(
                    extract(year from reference_day.as_of) * 12 + extract(month from reference_day.as_of) as integer
                )
            else cast(extract(year from customers.ended_on) * 12 + extract(month from customers.ended_on) as integer)
        end as end_index,
        case when customers.ended_on <= reference_day.as_of then 1 else 0 end as has_left
    from customers
    cross join reference_day
    where customers.started_on <= reference_day.as_of
),
counted as (
    select
        span.first_complaint_month,
        coalesce(sum(case when life.end_index < span.first_index then life.has_left else 0 end), 0) as left_before,
        coalesce(sum(case when life.end_index >= span.first_index then life.has_left else 0 end), 0) as left_after,
        sum(case
            when life.start_index >= span.first_index then 0
            when life.end_index < span.first_index then life.end_index - life.start_index
            else span.first_index - life.start_index
        end) as months_before,
        sum(case
            when life.end_index < span.first_index then 0
            when life.start_index < span.first_index then life.end_index - span.first_index
            else life.end_index - life.start_index
        end) as months_after
    from span
    left join life on true
    group by span.first_complaint_month
),
expected as (
    select
        counted.first_complaint_month,
        cast(counted.left_before as bigint) as left_before,
        counted.months_before * counted.left_after / cast(nullif(counted.months_after, 0) as double) as expected_before
    from counted
)
select
    expected.first_complaint_month,
    expected.left_before,
    expected.expected_before,
    case
        when expected.expected_before >= 5 and expected.left_before = 0 then expected.first_complaint_month
    end as from_month
from expected
