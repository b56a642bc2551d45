-- title:   Exposed customers
-- meaning: The complaints that begin something: a customer's first in effect_months, and whether the customer left
--          afterwards.
-- grain:   one row per customer and day of such a complaint
-- units:   followed_until = last day of the window; is_recent = it ends within the last 12 months; has_left = left
--          within the window; value = reporting currency
-- formula: no complaint of the customer on a day p with p < d ≤ p + effect_months; followed when d + effect_months ≤
--          as_of
-- source:  complaints, customers, assumption effect_months
-- limits:  complaints without a customer, before the start or after the end are not exposed
-- key:     customer_id, exposed_on
-- period:  as_of
with first_in_window as (
    select
        complaint_day.customer_id,
        complaint_day.opened_on as exposed_on,
        cast(complaint_day.opened_on + assumption.effect_months * interval '1' month as date) as followed_until
    from complaint_day
    cross join assumption
    where complaint_day.is_first
)
select
    first_in_window.customer_id,
    first_in_window.exposed_on,
    first_in_window.followed_until,
    value_of_staying.segment,
    value_of_staying.tenure_band,
    cast(extract(year from first_in_window.exposed_on) as integer) as year,
    cast(extract(quarter from first_in_window.exposed_on) as integer) as quarter,
    first_in_window.followed_until <= reference_day.as_of as followed,
    first_in_window.followed_until > cast(reference_day.as_of - interval '12' month as date) as is_recent,
    coalesce(value_of_staying.ended_on <= first_in_window.followed_until, false) as has_left,
    value_of_staying.value
from first_in_window
join value_of_staying
    on value_of_staying.customer_id = first_in_window.customer_id
        and value_of_staying.opened_on = first_in_window.exposed_on
cross join reference_day
qualify row_number() over (
    partition by first_in_window.customer_id, first_in_window.exposed_on order by value_of_staying.complaint_id
) = 1
