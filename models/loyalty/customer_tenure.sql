-- title:   Tenure of every customer
-- meaning: How long each customer has been one, up to the day they left or the day of reference.
-- grain:   one row per customer who has started by the day of reference
-- units:   tenure_months = whole months; monthly_margin = reporting currency a month
-- formula: (y₂·12 + m₂) − (y₁·12 + m₁) − [day₂ < day₁], from started_on to ended_on if it is past, else to as_of
-- source:  customers
-- limits:  without dates the stated tenure is used; a customer with neither is left out
-- key:     customer_id
-- period:  as_of
with dated as (
    select
        c.customer_id,
        c.segment,
        c.monthly_margin,
        c.started_on,
        c.tenure_months,
        c.import_id,
        c.source_row,
        case when c.started_on is null then c.has_left else coalesce(c.ended_on <= d.as_of, false) end as has_left,
        case when c.ended_on <= d.as_of then c.ended_on else d.as_of end as seen_until
    from customers as c
    cross join reference_day as d
    where c.started_on <= d.as_of or (c.started_on is null and c.tenure_months >= 0)
)
select
    c.customer_id,
    c.segment,
    case
        when c.started_on is null then c.tenure_months
        else cast((extract(year from c.seen_until) * 12 + extract(month from c.seen_until)) - (extract(year from c.started_on) * 12 + extract(month from c.started_on))
            - case when extract(day from c.seen_until) < extract(day from c.started_on) then 1 else 0 end as integer)
    end as tenure_months,
    c.has_left,
    c.monthly_margin,
    c.started_on,
    c.import_id,
    c.source_row
from dated as c
where c.started_on is null or c.seen_until >= c.started_on
