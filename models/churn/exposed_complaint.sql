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
    value_of_staying.complaint_id,
    exposure.customer_id,
    exposure.exposed_on,
    row_number() over (
        partition by exposure.customer_id, exposure.exposed_on
        order by value_of_staying.opened_on, value_of_staying.complaint_id
    ) as place,
    count(*) over (partition by exposure.customer_id, exposure.exposed_on) as complaints
from exposure
join value_of_staying
    on value_of_staying.customer_id = exposure.customer_id
    and value_of_staying.opened_on >= exposure.exposed_on
    and value_of_staying.opened_on <= exposure.followed_until
