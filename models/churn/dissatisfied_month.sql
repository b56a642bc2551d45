-- title:   Dissatisfied customers by month
-- meaning: Customers who complained, each once in effect_months, and those assumed to be dissatisfied without a word.
-- grain:   one row per month and segment
-- units:   complained, silent = customers
-- formula: complained = complaints with none of the same customer in the effect_months before, and complaints of nobody
--          known; silent = silent_share × comparable / effect_months
-- source:  complaints, silent_month
-- limits:  silent is 0 while the line of silent customers is off
-- key:     month, segment
-- period:  as_of
with counted as (
    select
        complaint_day.month,
        complaint_day.segment,
        count(*) as complained,
        cast(0 as decimal(38, 15)) as silent
    from complaint_day
    where complaint_day.is_first
    group by complaint_day.month, complaint_day.segment
    union all
    select
        complaint.month,
        complaint.segment,
        count(*) as complained,
        cast(0 as decimal(38, 15)) as silent
    from counted_complaint as complaint
    where complaint.customer_id is null
    group by complaint.month, complaint.segment
    union all
    select
        silent_month.month,
        silent_month.segment,
        0 as complained,
        sum(silent_month.customers) as silent
    from silent_month
    group by silent_month.month, silent_month.segment
)
select
    counted.month,
    counted.segment,
    cast(sum(counted.complained) as bigint) as complained,
    sum(counted.silent) as silent
from counted
group by counted.month, counted.segment
