-- title:   Dissatisfied customers by month
-- meaning: Customers who complained, each once in effect_months, and those assumed to be dissatisfied without a word.
-- grain:   one row per month and segment
-- units:   complained, silent = customers
-- formula: complained = complaints with none of the same customer in the effect_months before, and complaints of nobody known; silent = silent_share × comparable / effect_months
-- source:  complaints, silent_month
-- limits:  silent is 0 while the line of silent customers is off
-- key:     month, segment
-- period:  as_of
with complaint_day as (
    select c.customer_id, c.opened_on, min(c.month) as month, min(c.segment) as segment
    from counted_complaint as c
    where c.customer_id is not null
    group by c.customer_id, c.opened_on
),
after_another as (
    select
        c.month,
        c.segment,
        c.opened_on,
        lag(c.opened_on) over (partition by c.customer_id order by c.opened_on) as opened_before
    from complaint_day as c
),
counted as (
    select c.month, c.segment, count(*) as complained, cast(0 as decimal(38, 15)) as silent
    from after_another as c
    cross join assumption as a
    where c.opened_before is null or c.opened_on > cast(c.opened_before + a.effect_months * interval '1' month as date)
    group by c.month, c.segment
    union all
    select c.month, c.segment, count(*) as complained, cast(0 as decimal(38, 15)) as silent
    from counted_complaint as c
    where c.customer_id is null
    group by c.month, c.segment
    union all
    select s.month, s.segment, 0 as complained, sum(s.customers) as silent
    from silent_month as s
    group by s.month, s.segment
)
select c.month, c.segment, cast(sum(c.complained) as bigint) as complained, sum(c.silent) as silent
from counted as c
group by c.month, c.segment
