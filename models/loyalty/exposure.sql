-- title:   Exposed customers
-- meaning: The complaints that begin something: a customer's first in effect_months, and whether the customer left afterwards.
-- grain:   one row per customer and day of such a complaint
-- units:   followed_until = last day of the window; has_left = left within the window; value = reporting currency
-- formula: no complaint of the customer on a day p with p < d ≤ p + effect_months; followed when d + effect_months ≤ as_of
-- source:  complaints, customers, assumption effect_months
-- limits:  complaints without a customer, before the start or after the end are not exposed
-- key:     customer_id, exposed_on
-- period:  as_of
with complaint_day as (
    select distinct c.customer_id, c.opened_on
    from counted_complaint as c
    where c.customer_id is not null
),
after_another as (
    select
        c.customer_id,
        c.opened_on,
        lag(c.opened_on) over (partition by c.customer_id order by c.opened_on) as opened_before
    from complaint_day as c
),
first_in_window as (
    select
        c.customer_id,
        c.opened_on as exposed_on,
        cast(c.opened_on + a.effect_months * interval '1' month as date) as followed_until
    from after_another as c
    cross join assumption as a
    where c.opened_before is null or c.opened_on > cast(c.opened_before + a.effect_months * interval '1' month as date)
),
valued as (
    select
        v.customer_id,
        v.opened_on,
        v.segment,
        v.tenure_band,
        v.ended_on,
        v.value
    from value_of_staying as v
    qualify row_number() over (partition by v.customer_id, v.opened_on order by v.complaint_id) = 1
)
select
    f.customer_id,
    f.exposed_on,
    f.followed_until,
    v.segment,
    v.tenure_band,
    cast(extract(year from f.exposed_on) as integer) as year,
    cast(extract(quarter from f.exposed_on) as integer) as quarter,
    f.followed_until <= d.as_of as followed,
    coalesce(v.ended_on <= f.followed_until, false) as has_left,
    v.value
from first_in_window as f
join valued as v on v.customer_id = f.customer_id and v.opened_on = f.exposed_on
cross join reference_day as d
