-- title:   Time without complaints
-- meaning: When each customer had not complained for effect_months, which makes the customer comparable.
-- grain:   one row per customer and stretch of time between complaints
-- units:   quiet_from = first day; quiet_until = the day it ends (not in it), empty when open; first_month_count,
--          end_month_count, complaint_month_count = year × 12 + month of the first 15th on or after the start, the end
--          and the next complaint
-- formula: from the start, or the day after effect_months have passed since a complaint, until the next complaint or
--          the end; nothing before comparable_from, where it has a month
-- source:  customers, complaints, comparable_from, assumption effect_months
-- limits:  customers without a start date are not comparable
-- key:     customer_id, quiet_from
-- period:  as_of
with stretch as (
    select
        complaint_day.customer_id,
        cast(null as date) as opened_before,
        min(complaint_day.opened_on) as next_complaint_on
    from complaint_day
    group by complaint_day.customer_id
    union all
    select
        complaint_day.customer_id,
        complaint_day.opened_on as opened_before,
        complaint_day.next_complaint_on
    from complaint_day
),
bounded as (
    select
        customers.customer_id,
        customers.segment,
        customers.started_on,
        customers.ended_on,
        stretch.next_complaint_on,
        case
            when stretch.opened_before is null then customers.started_on
            when cast(
                stretch.opened_before + assumption.effect_months * interval '1' month as date
            ) < customers.started_on
                then customers.started_on
            else cast(
                cast(stretch.opened_before + assumption.effect_months * interval '1' month as date)
                    + interval '1' day as date
            )
        end as quiet_from,
        case
            when customers.ended_on is null then stretch.next_complaint_on
            when stretch.next_complaint_on is null or customers.ended_on < stretch.next_complaint_on
                then customers.ended_on
            else stretch.next_complaint_on
        end as quiet_until
    from customers
    cross join assumption
    left join stretch on stretch.customer_id = customers.customer_id
    where customers.started_on is not null
),
known as (
    select
        bounded.customer_id,
        bounded.segment,
        bounded.started_on,
        bounded.ended_on,
        bounded.next_complaint_on,
        case
            when bounded.quiet_from < comparable_from.from_month then comparable_from.from_month
            else bounded.quiet_from
        end as quiet_from,
        bounded.quiet_until
    from bounded
    cross join comparable_from
)
select
    known.customer_id,
    customer_bucket.bucket,
    known.segment,
    known.started_on,
    known.ended_on,
    known.next_complaint_on,
    known.quiet_from,
    known.quiet_until,
    cast(extract(year from known.started_on) * 12 + extract(month from known.started_on) as integer)
        + case when extract(day from known.started_on) > 15 then 1 else 0 end as first_month_count,
    cast(extract(year from known.ended_on) * 12 + extract(month from known.ended_on) as integer)
        + case when extract(day from known.ended_on) > 15 then 1 else 0 end as end_month_count,
    cast(extract(year from known.next_complaint_on) * 12 + extract(month from known.next_complaint_on) as integer)
        + case when extract(day from known.next_complaint_on) > 15 then 1 else 0 end as complaint_month_count
from known
join customer_bucket on customer_bucket.customer_id = known.customer_id
where known.quiet_until is null or known.quiet_from < known.quiet_until
