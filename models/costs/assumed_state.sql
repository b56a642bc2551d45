-- title:   Whether the assumed lines can be worked out
-- meaning: Says of each line that rests on assumptions alone why it is there or absent.
-- grain:   one row per component
-- units:   state = present, off (include_assumed is no), not_set (an assumption it needs is empty), no_churn (avoidable churn cannot be worked out) or no_value (no value of a new customer, or no cost of winning one)
-- formula: the first of these that holds
-- source:  assumptions, churn_state, customer_value, acquisition_cost
-- limits:  one state for the whole organisation
-- key:     component
-- period:  as_of
with worth as (
    select max(v.value) as value
    from customer_value as v
    where v.segment = 'all'
),
won as (
    select max(q.cac) as cac
    from acquisition_cost as q
    where q.channel = 'all'
)
select
    'silent' as component,
    case
        when not coalesce(a.include_assumed, false) then 'off'
        when not f.is_on then 'not_set'
        when t.state <> 'present' then 'no_churn'
        else 'present'
    end as state
from assumption as a
cross join content_factor as f
cross join churn_state as t
union all
select
    'word_of_mouth' as component,
    case
        when not coalesce(a.include_assumed, false) then 'off'
        when a.told_per is null or a.already_customers is null or a.influenced is null or a.would_have_bought is null then 'not_set'
        when w.value is null or n.cac is null then 'no_value'
        else 'present'
    end as state
from assumption as a
cross join worth as w
cross join won as n
