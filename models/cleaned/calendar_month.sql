-- title:   Calendar
-- meaning: Every month from the first date in the data to the day of reference.
-- grain:   one row per month
-- units:   month = first day
-- source:  complaints, customers, sector_costs, acquisition_spend
with seen as (
    select min(complaints.opened_on) as day from complaints
    union all
    select min(customers.started_on) as day from customers
    union all
    select min(sector_costs.month) as day from sector_costs
    union all
    select min(spend.month) as day from acquisition_spend as spend
),
ends as (
    select
        cast(date_trunc('month', min(seen.day)) as date) as first_month,
        cast(date_trunc('month', max(reference_day.as_of)) as date) as last_month
    from seen
    cross join reference_day
)
select cast(ends.last_month - month_number.number * interval '1' month as date) as month
from ends
cross join month_number
where cast(ends.last_month - month_number.number * interval '1' month as date) >= ends.first_month
