-- title:   Whether avoidable churn can be calculated
-- meaning: Says why avoidable churn is there or absent.
-- grain:   one row
-- units:   exposed = followed exposures; state = present, too_few_exposed, no_end_dates or no_customers
-- formula: at least 30 exposed customers followed for effect_months, and ends of customers in the data
-- source:  customers, exposure
-- limits:  one state for the whole organisation
-- key:     state
-- period:  as_of
with counted as (
    select count(*) as customers, count(customers.ended_on) as ended
    from customers
),
followed as (
    select count(*) as exposed
    from exposure
    where exposure.followed
)
select
    case
        when counted.customers = 0 then 'no_customers'
        when counted.ended = 0 then 'no_end_dates'
        when followed.exposed < 30 then 'too_few_exposed'
        else 'present'
    end as state,
    followed.exposed
from counted
cross join followed
