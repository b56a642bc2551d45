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
        customers.customer_id,
        customers.segment,
        customers.monthly_margin,
        customers.started_on,
        customers.tenure_months,
        customers.import_id,
        customers.source_row,
        case
            when customers.started_on is null then customers.has_left
            else coalesce(customers.ended_on <= reference_day.as_of, false)
        end as has_left,
        case
            when customers.ended_on <= reference_day.as_of then customers.ended_on
            else reference_day.as_of
        end as seen_until
    from customers
    cross join reference_day
    where customers.started_on <= reference_day.as_of or (customers.started_on is null and customers.tenure_months >= 0)
)
select
    dated.customer_id,
    dated.segment,
    case
        when dated.started_on is null then dated.tenure_months
        else cast(
            (extract(year from dated.seen_until) * 12 + extract(month from dated.seen_until))
            - (extract(year from dated.started_on) * 12 + extract(month from dated.started_on))
            - case when extract(day from dated.seen_until) < extract(day from dated.started_on) then 1 else 0 end
            as integer
        )
    end as tenure_months,
    dated.has_left,
    dated.monthly_margin,
    dated.started_on,
    dated.import_id,
    dated.source_row
from dated
where dated.started_on is null or dated.seen_until >= dated.started_on
