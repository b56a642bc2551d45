-- title:   Cost of avoidable churn
-- meaning: The margin no longer earned from customers who left because of a complaint.
-- grain:   one row per complaint that shares an exposure
-- units:   amount = reporting currency; customers_lost = customers
-- formula: excess risk × value of the customer, shared equally among the complaints of the window; what rounding leaves goes to the first
-- source:  exposure_excess, exposure_value, exposed_complaint
-- limits:  estimated; projected where the customer has not been followed for effect_months yet; may be below 0
-- key:     complaint_id
-- period:  as_of
with lost as (
    select
        x.customer_id,
        x.exposed_on,
        x.excess,
        x.projected,
        round(cast(x.excess * v.value as decimal(38, 8)), 6) as amount
    from exposure_excess as x
    join exposure_value as v on v.customer_id = x.customer_id and v.exposed_on = x.exposed_on
),
shared as (
    select
        c.complaint_id,
        c.place,
        c.complaints,
        cast(l.excess / c.complaints as decimal(38, 15)) as customers_lost,
        l.projected,
        l.amount,
        cast((cast(l.amount * 2000000 as hugeint) + sign(l.amount) * c.complaints) // nullif(2 * c.complaints, 0) as decimal(38, 0)) * 0.000001 as part_amount
    from lost as l
    join exposed_complaint as c on c.customer_id = l.customer_id and c.exposed_on = l.exposed_on
)
select
    s.complaint_id,
    'avoidable_churn' as component,
    'estimated' as evidence,
    '(company)' as incurred_by,
    cast(case when s.place = 1 then s.amount - s.part_amount * (s.complaints - 1) else s.part_amount end as decimal(38, 6)) as amount,
    s.customers_lost,
    s.projected,
    'complaints' as dataset,
    c.import_id,
    c.source_row
from shared as s
join complaints as c on c.complaint_id = s.complaint_id
