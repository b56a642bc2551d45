-- title:   Complaint handling in the accounts, by month
-- meaning: What the accounts charge a sector for handling complaints in a month, beside what its recorded minutes cost.
-- grain:   one row per sector and month with booked complaint handling
-- units:   booked, measured, unused = reporting currency; month = first day
-- formula: unused = booked − measured
-- source:  sector_costs with purpose complaint_handling, handling
-- limits:  the same work seen twice, never added; below 0 where more was worked than booked; months up to the day of
--          reference
-- key:     sector, month
-- filters: month, sector
with booked as (
    select sector_costs.sector, sector_costs.month, sum(sector_costs.amount) as amount
    from sector_costs
    cross join reference_day
    where sector_costs.purpose = 'complaint_handling'
        and sector_costs.amount is not null
        and (reference_day.as_of is null or sector_costs.month <= reference_day.as_of)
    group by sector_costs.sector, sector_costs.month
),
measured as (
    select
        handling.incurred_by as sector,
        cast(date_trunc('month', handling.opened_on) as date) as month,
        sum(handling.amount) as amount
    from handling
    cross join reference_day
    where handling.opened_on <= reference_day.as_of
    group by handling.incurred_by, cast(date_trunc('month', handling.opened_on) as date)
)
select
    booked.sector,
    booked.month,
    booked.amount as booked,
    coalesce(measured.amount, 0) as measured,
    cast(booked.amount - coalesce(measured.amount, 0) as decimal(38, 6)) as unused
from booked
left join measured on measured.sector = booked.sector and measured.month = booked.month
