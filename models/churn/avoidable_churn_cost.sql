-- title:   Cost of avoidable churn
-- meaning: The margin no longer earned from customers who left because of a complaint.
-- grain:   one row per complaint that shares an exposure
-- units:   amount = reporting currency; customers_lost = customers
-- formula: added risk × value of the customer, shared equally among the complaints of the window; what rounding leaves
--          goes to the first
-- source:  exposure_excess, exposure_value, exposed_complaint
-- limits:  estimated; projected where the customer has not been followed for effect_months yet; may be below 0
-- key:     complaint_id
-- period:  as_of
with lost as (
    select
        exposure_excess.customer_id,
        exposure_excess.exposed_on,
        exposure_excess.excess,
        exposure_excess.projected,
        round(cast(exposure_excess.excess * exposure_value.value as decimal(38, 8)), 6) as amount
    from exposure_excess
    join exposure_value
        on exposure_value.customer_id = exposure_excess.customer_id
            and exposure_value.exposed_on = exposure_excess.exposed_on
),
shared as (
    select
        complaint.complaint_id,
        complaint.place,
        complaint.complaints,
        -- thirteen digits of a double below one are the same on every engine, fifteen are not
        cast(cast(lost.excess / complaint.complaints as decimal(38, 13)) as decimal(38, 15)) as customers_lost,
        lost.projected,
        lost.amount,
        cast(
            (
                cast(lost.amount * 2000000 as hugeint) + sign(lost.amount) * complaint.complaints
            ) // nullif(2 * complaint.complaints, 0) as decimal(38, 0)
        ) * 0.000001 as part_amount
    from lost
    join exposed_complaint as complaint
        on complaint.customer_id = lost.customer_id and complaint.exposed_on = lost.exposed_on
)
select
    shared.complaint_id,
    'avoidable_churn' as component,
    'estimated' as evidence,
    '(company)' as incurred_by,
    cast(
        case
            when shared.place = 1 then shared.amount - shared.part_amount * (shared.complaints - 1)
            else shared.part_amount
        end as decimal(38, 6)
    ) as amount,
    shared.customers_lost,
    shared.projected,
    'complaints' as dataset,
    complaints.import_id,
    complaints.source_row
from shared
join complaints on complaints.complaint_id = shared.complaint_id
