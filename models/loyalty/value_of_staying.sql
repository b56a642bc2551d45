-- title:   Value of the customer who complains
-- meaning: What it was worth, on the day of each complaint, that its customer stays.
-- grain:   one row per complaint of a customer active that day
-- units:   tenure_months = whole months on that day; value = reporting currency
-- formula: own monthly margin (segment mean if missing) × Σ_{k<H} S(τ+k)/S(τ)/(1+i)^k
-- source:  complaints, customers, assumptions horizon_months and discount_rate
-- limits:  complaints on or after the day a customer left have no value at stake
-- key:     complaint_id
-- period:  as_of
with of_active as (
    select
        c.complaint_id,
        c.customer_id,
        c.opened_on,
        u.segment,
        u.started_on,
        u.ended_on,
        u.monthly_margin,
        cast((extract(year from c.opened_on) * 12 + extract(month from c.opened_on)) - (extract(year from u.started_on) * 12 + extract(month from u.started_on))
            - case when extract(day from c.opened_on) < extract(day from u.started_on) then 1 else 0 end as integer) as tenure_months
    from counted_complaint as c
    join customers as u on u.customer_id = c.customer_id
    where u.started_on <= c.opened_on and (u.ended_on is null or u.ended_on > c.opened_on)
)
select
    c.complaint_id,
    c.customer_id,
    c.opened_on,
    c.segment,
    c.started_on,
    c.ended_on,
    c.tenure_months,
    case when c.tenure_months <= 2 then '0–2' when c.tenure_months <= 11 then '3–11' when c.tenure_months <= 23 then '12–23' else '24+' end as tenure_band,
    round(cast(coalesce(c.monthly_margin, m.monthly_margin) * s.staying as decimal(38, 8)), 6) as value
from of_active as c
left join segment_margin as m on m.segment = c.segment
left join staying_multiple as s on s.segment = c.segment and s.tenure_months = c.tenure_months
