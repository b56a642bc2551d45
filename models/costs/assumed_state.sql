-- title:   Whether the assumed lines can be calculated
-- meaning: Says of each line that rests on assumptions alone why it is there or absent.
-- grain:   one row per component
-- units:   state = present, off (include_assumed is no), not_set (an assumption it needs is empty), no_churn (avoidable
--          churn cannot be calculated) or no_value (no value of a new customer, or no cost of winning one)
-- formula: the first of these that holds
-- source:  assumptions, churn_state, customer_value, acquisition_cost
-- limits:  one state for the whole organisation
-- key:     component
-- period:  as_of
with worth as (
    select max(customer_value.value) as value
    from customer_value
    where customer_value.segment = 'all'
),
won as (
    select max(acquisition_cost.cac) as cac
    from acquisition_cost
    where acquisition_cost.channel = 'all'
)
select
    'silent' as component,
    case
        when not coalesce(assumption.include_assumed, false) then 'off'
        when not content_factor.is_on then 'not_set'
        when churn_state.state <> 'present' then 'no_churn'
        else 'present'
    end as state
from assumption
cross join content_factor
cross join churn_state
union all
select
    'word_of_mouth' as component,
    case
        when not coalesce(assumption.include_assumed, false) then 'off'
        when assumption.told_per is null
            or assumption.already_customers is null
            or assumption.influenced is null
            or assumption.would_have_bought is null
            then 'not_set'
        when worth.value is null or won.cac is null then 'no_value'
        else 'present'
    end as state
from assumption
cross join worth
cross join won
