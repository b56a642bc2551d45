-- title:   Time without complaints
-- meaning: When each customer had not complained for effect_months, which makes the customer comparable.
-- grain:   one row per customer and stretch of time between complaints
-- units:   quiet_from = first day; quiet_until = the day it ends (not in it), empty when open
-- formula: from the start, or the day after effect_months have passed since a complaint, until the next complaint or the end; nothing before comparable_from, where it has a month
-- source:  customers, complaints, comparable_from, assumption effect_months
-- limits:  customers without a start date are not comparable
-- key:     customer_id, quiet_from
-- period:  as_of
with complaint_day as (
    select distinct c.customer_id, c.opened_on
    from counted_complaint as c
    where c.customer_id is not null
),
stretch as (
    select c.customer_id, cast(null as date) as opened_before, min(c.opened_on) as next_complaint_on
    from complaint_day as c
    group by c.customer_id
    union all
    select
        c.customer_id,
        c.opened_on as opened_before,
        lead(c.opened_on) over (partition by c.customer_id order by c.opened_on) as next_complaint_on
    from complaint_day as c
),
bounded as (
    select
        u.customer_id,
        u.segment,
        u.started_on,
        u.ended_on,
        s.next_complaint_on,
        case
            when s.opened_before is null then u.started_on
            when cast(s.opened_before + a.effect_months * interval '1' month as date) < u.started_on then u.started_on
            else cast(cast(s.opened_before + a.effect_months * interval '1' month as date) + interval '1' day as date)
        end as quiet_from,
        case
            when u.ended_on is null then s.next_complaint_on
            when s.next_complaint_on is null or u.ended_on < s.next_complaint_on then u.ended_on
            else s.next_complaint_on
        end as quiet_until
    from customers as u
    cross join assumption as a
    left join stretch as s on s.customer_id = u.customer_id
    where u.started_on is not null
),
known as (
    select
        b.customer_id,
        b.segment,
        b.started_on,
        b.ended_on,
        b.next_complaint_on,
        case when b.quiet_from < f.from_month then f.from_month else b.quiet_from end as quiet_from,
        b.quiet_until
    from bounded as b
    cross join comparable_from as f
)
select
    n.customer_id,
    k.bucket,
    n.segment,
    n.started_on,
    n.ended_on,
    n.next_complaint_on,
    n.quiet_from,
    n.quiet_until
from known as n
join customer_bucket as k on k.customer_id = n.customer_id
where n.quiet_until is null or n.quiet_from < n.quiet_until
