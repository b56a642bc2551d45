-- title:   Cohorts
-- meaning: Of the customers who started in the same quarter, how many were still there so many months later.
-- grain:   one row per segment (and all), quarter of the start and month of tenure, every third month
-- units:   cohort = first day of the quarter; month = whole months since the start; customers, observed, kept = customers; retention = 0 to 1; incomplete = true or false
-- formula: observed = customers who started at least so many months before the day of reference; retention = kept / observed; incomplete where observed < customers
-- source:  customers
-- limits:  an incomplete cell speaks of the earlier starts of its quarter only; who left before the records begin is in no cohort
-- key:     segment, cohort, month
-- period:  as_of
-- trace:   customer_source, segment, cohort, month = *
with dated as (
    select
        t.segment,
        cast(date_trunc('quarter', t.started_on) as date) as cohort,
        t.tenure_months,
        cast((extract(year from d.as_of) * 12 + extract(month from d.as_of)) - (extract(year from t.started_on) * 12 + extract(month from t.started_on))
            - case when extract(day from d.as_of) < extract(day from t.started_on) then 1 else 0 end as integer) as seen_months
    from customer_tenure as t
    cross join reference_day as d
    where t.started_on is not null
),
counted as (
    select c.segment, c.cohort, c.tenure_months, c.seen_months, count(*) as customers
    from dated as c
    group by c.segment, c.cohort, c.tenure_months, c.seen_months
    union all
    select 'all' as segment, c.cohort, c.tenure_months, c.seen_months, count(*) as customers
    from dated as c
    group by c.cohort, c.tenure_months, c.seen_months
),
cohort as (
    select c.segment, c.cohort, sum(c.customers) as customers, max(c.seen_months) as seen_months
    from counted as c
    group by c.segment, c.cohort
),
cell as (
    select
        h.segment,
        h.cohort,
        n.number as month,
        max(h.customers) as customers,
        sum(case when c.seen_months >= n.number then c.customers else 0 end) as observed,
        sum(case when c.tenure_months >= n.number then c.customers else 0 end) as kept
    from cohort as h
    join month_number as n on n.number <= h.seen_months and n.number % 3 = 0
    join counted as c on c.segment = h.segment and c.cohort = h.cohort
    group by h.segment, h.cohort, n.number
)
select
    c.segment,
    c.cohort,
    c.month,
    cast(c.customers as bigint) as customers,
    cast(c.observed as bigint) as observed,
    cast(c.kept as bigint) as kept,
    c.kept / cast(c.observed as double) as retention,
    c.observed < c.customers as incomplete
from cell as c
