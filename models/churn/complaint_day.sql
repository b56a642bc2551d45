-- title:   Days on which customers complained
-- meaning: Each customer's days with a complaint, with the one before and the one after, and whether something begins
--          there.
-- grain:   one row per customer and day with complaints
-- units:   opened_before, next_complaint_on = days, empty where there is none; is_first = true or false
-- formula: is_first where no complaint of the customer is on a day p with p < d ≤ p + effect_months
-- source:  complaints, assumption effect_months
-- limits:  complaints without a customer are not in it
-- key:     customer_id, opened_on
-- period:  as_of
with complained as (
    select
        complaint.customer_id,
        complaint.opened_on,
        min(complaint.month) as month,
        min(complaint.segment) as segment
    from counted_complaint as complaint
    where complaint.customer_id is not null
    group by complaint.customer_id, complaint.opened_on
),
in_order as (
    select
        complained.customer_id,
        complained.opened_on,
        complained.month,
        complained.segment,
        lag(complained.opened_on) over (partition by complained.customer_id order by complained.opened_on)
        as opened_before,
        lead(complained.opened_on) over (partition by complained.customer_id order by complained.opened_on)
        as next_complaint_on
    from complained
)
select
    in_order.customer_id,
    in_order.opened_on,
    in_order.month,
    in_order.segment,
    in_order.opened_before,
    in_order.next_complaint_on,
    in_order.opened_before is null
        or in_order.opened_on > cast(
            in_order.opened_before + assumption.effect_months * interval '1' month as date
        ) as is_first
from in_order
cross join assumption
