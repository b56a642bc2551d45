-- title:   Complaints that share an exposure
-- meaning: All complaints of an exposed customer within the window; together they carry what the exposure changed.
-- grain:   one row per complaint
-- units:   complaints = complaints that share; place = 1 for the first of them
-- formula: exposed_on ≤ opened_on ≤ exposed_on + effect_months, the customer still active
-- source:  complaints, customers, assumption effect_months
-- limits:  complaints of nobody's window carry no part of it
-- key:     complaint_id
-- period:  as_of
select
    v.complaint_id,
    e.customer_id,
    e.exposed_on,
    row_number() over (partition by e.customer_id, e.exposed_on order by v.opened_on, v.complaint_id) as place,
    count(*) over (partition by e.customer_id, e.exposed_on) as complaints
from exposure as e
join value_of_staying as v
    on v.customer_id = e.customer_id
    and v.opened_on >= e.exposed_on
    and v.opened_on <= e.followed_until
