-- title:   Value of the customer who complains
-- meaning: What it was worth, on the day of a complaint, that its customer stays.
-- grain:   one row per complaint of a customer active that day
-- units:   tenure_months = whole months on that day; value = reporting currency
-- formula: own monthly margin (segment mean if missing) × Σ_{k<H} S(τ+k)/S(τ)/(1+i)^k
-- source:  complaints, customers, assumptions horizon_months and discount_rate
-- limits:  complaints on or after the day a customer left have no value at stake
-- key:     complaint_id
-- period:  as_of
with of_active as (
    select
        complaint.complaint_id,
        complaint.customer_id,
        complaint.opened_on,
        customers.segment,
        customers.started_on,
        customers.ended_on,
        customers.monthly_margin,
        cast(
            (extract(year from complaint.opened_on) * 12 + extract(month from complaint.opened_on))
            - (extract(year from customers.started_on) * 12 + extract(month from customers.started_on))
            - case when extract(day from complaint.opened_on) < extract(day from customers.started_on) then 1 else 0 end
            as integer
        ) as tenure_months
    from counted_complaint as complaint
    join customers on customers.customer_id = complaint.customer_id
    where customers.started_on <= complaint.opened_on
        and (customers.ended_on is null or customers.ended_on > complaint.opened_on)
)
select
    of_active.complaint_id,
    of_active.customer_id,
    of_active.opened_on,
    of_active.segment,
    of_active.started_on,
    of_active.ended_on,
    of_active.tenure_months,
    tenure_band.tenure_band,
    round(
        cast(
            coalesce(
                of_active.monthly_margin, segment_margin.monthly_margin
            ) * staying_multiple.staying as decimal(38, 8)
        ),
        6
    ) as value
from of_active
join tenure_band on tenure_band.tenure_months = least(of_active.tenure_months, 720)
left join segment_margin on segment_margin.segment = of_active.segment
left
join staying_multiple
    on staying_multiple.segment = of_active.segment and staying_multiple.tenure_months = of_active.tenure_months
