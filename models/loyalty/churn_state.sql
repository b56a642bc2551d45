-- title:   Whether avoidable churn can be worked out
-- meaning: Says why avoidable churn is there or absent.
-- grain:   one row
-- units:   exposed = followed exposures; state = present, too_few_exposed, no_end_dates or no_customers
-- formula: at least 30 exposed customers followed for effect_months, and ends of customers in the data
-- source:  customers, exposure
-- limits:  one state for the whole organisation
-- key:     state
-- period:  as_of
with counted as (
    select count(*) as customers, count(c.ended_on) as ended
    from customers as c
),
followed as (
    select count(*) as exposed
    from exposure as e
    where e.followed
)
select
    case
        when c.customers = 0 then 'no_customers'
        when c.ended = 0 then 'no_end_dates'
        when f.exposed < 30 then 'too_few_exposed'
        else 'present'
    end as state,
    f.exposed
from counted as c
cross join followed as f
