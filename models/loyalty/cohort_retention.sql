-- title:   Cohorts
-- meaning: Of the customers who started in the same quarter, how many were still there so many months later.
-- grain:   one row per segment (and all), quarter of the start and month of tenure, every third month
-- units:   cohort = first day of the quarter; month = whole months since the start; customers, observed, kept =
--          customers; retention = 0 to 1; incomplete = true or false
-- formula: observed = customers who started at least so many months before the day of reference; retention = kept /
--          observed; incomplete where observed < customers
-- source:  customers
-- limits:  an incomplete cell speaks of the earlier starts of its quarter only; who left before the records begin is in
--          no cohort
-- key:     segment, cohort, month
-- period:  as_of
-- lineage: customer_source, segment, cohort, month = *
with dated as (
    select
        customer_tenure.segment,
        cast(date_trunc('quarter', customer_tenure.started_on) as date) as cohort,
        customer_tenure.tenure_months,
        cast(
            (extract(year from reference_day.as_of) * 12 + extract(month from reference_day.as_of))
            - (extract(year from customer_tenure.started_on) * 12 + extract(month from customer_tenure.started_on))
            - case
                when extract(day from reference_day.as_of) < extract(day from customer_tenure.started_on) then 1
                else 0
            end
            as integer
        ) as seen_months
    from customer_tenure
    cross join reference_day
    where customer_tenure.started_on is not null
),
counted as (
    select
        dated.segment,
        dated.cohort,
        dated.tenure_months,
        dated.seen_months,
        count(*) as customers
    from dated
    group by dated.segment, dated.cohort, dated.tenure_months, dated.seen_months
    union all
    select
        'all' as segment,
        dated.cohort,
        dated.tenure_months,
        dated.seen_months,
        count(*) as customers
    from dated
    group by dated.cohort, dated.tenure_months, dated.seen_months
),
cohort as (
    select
        counted.segment,
        counted.cohort,
        sum(counted.customers) as customers,
        max(counted.seen_months) as seen_months
    from counted
    group by counted.segment, counted.cohort
),
cell as (
    select
        cohort.segment,
        cohort.cohort,
        month_number.number as month,
        max(cohort.customers) as customers,
        sum(case when counted.seen_months >= month_number.number then counted.customers else 0 end) as observed,
        sum(case when counted.tenure_months >= month_number.number then counted.customers else 0 end) as kept
    from cohort
    join month_number on month_number.number <= cohort.seen_months and month_number.number % 3 = 0
    join counted on counted.segment = cohort.segment and counted.cohort = cohort.cohort
    group by cohort.segment, cohort.cohort, month_number.number
)
select
    cell.segment,
    cell.cohort,
    cell.month,
    cast(cell.customers as bigint) as customers,
    cast(cell.observed as bigint) as observed,
    cast(cell.kept as bigint) as kept,
    cell.kept / cast(cell.observed as double) as retention,
    cell.observed < cell.customers as incomplete
from cell
