-- title:   What of a sector's cost goes with late hours
-- meaning: Which share of what complaints that start in a sector cost would go if its cases were never late, if cases
--          that are less late cost as much less as they do now.
-- grain:   one row per sector with a stage that hour_worth is measured for
-- units:   late_hours = hours a year, elapsed or working; cost = reporting currency a year; share, low, high = 0 to 1
-- formula: late_hours = Σ late_hours of the cases of the last 12 months × the sector's share of the case (case_share);
--          cost = Σ amount of its complaints of these months; share = late_hours × slope (lateness_slope) / cost; low
--          and high by the ends of the slope
-- source:  hour_worth, lateness_case, case_share, ledger_cube, lateness_slope, reference_day
-- limits:  an association, no promise; empty where its complaints cost nothing; the hours of a case without assigned
--          hours belong to no sector
-- key:     sector
-- period:  all
-- untraced: a slope over all cases; their rows stand behind lateness_case
-- interval: share = low, high
with measured as (
    select distinct hour_worth.sector
    from hour_worth
    where hour_worth.worth is not null
),
late as (
    select
        case_share.sector,
        sum(
            cast(lateness_case.late_hours as decimal(22, 6)) * cast(case_share.share as decimal(12, 10))
        ) as hours
    from lateness_case
    join case_share on case_share.case_id = lateness_case.case_id
    cross join reference_day
    where lateness_case.month > cast(reference_day.as_of - interval '12' month as date)
        and lateness_case.month <= reference_day.as_of
    group by case_share.sector
),
spent as (
    select ledger_cube.caused_by as sector, sum(ledger_cube.amount) as amount
    from ledger_cube
    cross join reference_day
    where coalesce(ledger_cube.category, '(none)') <> '(no complaint)'
        and ledger_cube.month > cast(reference_day.as_of - interval '12' month as date)
        and ledger_cube.month <= reference_day.as_of
    group by ledger_cube.caused_by
),
compared as (
    select
        measured.sector,
        cast(coalesce(late.hours, 0) as double) as late_hours,
        coalesce(spent.amount, 0) as cost,
        case
            when spent.amount > 0 then cast(coalesce(late.hours, 0) as double) / cast(spent.amount as double)
        end as hours_of_cost
    from measured
    left join late on late.sector = measured.sector
    left join spent on spent.sector = measured.sector
)
select
    compared.sector,
    compared.late_hours,
    compared.cost,
    compared.hours_of_cost * lateness_slope.slope as share,
    compared.hours_of_cost * lateness_slope.low as low,
    compared.hours_of_cost * lateness_slope.high as high
from compared
cross join lateness_slope
