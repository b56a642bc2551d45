-- title:   Complaints still open by day
-- meaning: For each number of days, how many complaints were still open then, how many were closed on that day, and how
--          many of those came back.
-- grain:   one row per dimension, value and day on which one was closed, or last seen open
-- units:   days = whole days; at_risk, closed, reopened = complaints; still_open = 0 to 1
-- formula: Kaplan–Meier: still_open = Π (1 − closed / at_risk) up to the day; complaints still open count until the day
--          of reference
-- source:  closing_case
-- limits:  dimension = sector, handovers, severity, contact_channel or all; complaints that do not state it are left
--          out
-- key:     dimension, value, days
with cell as (
    select
        'sector' as dimension,
        closing_case.sector as value,
        closing_case.days,
        closing_case.is_closed,
        closing_case.came_back
    from closing_case
    union all
    select
        'handovers' as dimension,
        closing_case.handovers as value,
        closing_case.days,
        closing_case.is_closed,
        closing_case.came_back
    from closing_case
    where closing_case.handovers is not null
    union all
    select
        'severity' as dimension,
        closing_case.severity as value,
        closing_case.days,
        closing_case.is_closed,
        closing_case.came_back
    from closing_case
    where closing_case.severity is not null
    union all
    select
        'contact_channel' as dimension,
        closing_case.contact_channel as value,
        closing_case.days,
        closing_case.is_closed,
        closing_case.came_back
    from closing_case
    where closing_case.contact_channel is not null
    union all
    select
        'all' as dimension,
        'all' as value,
        closing_case.days,
        closing_case.is_closed,
        closing_case.came_back
    from closing_case
),
counted as (
    select
        cell.dimension,
        cell.value,
        cell.days,
        count(*) as complaints,
        count(*) filter (where cell.is_closed) as closed,
        count(*) filter (where cell.came_back) as reopened
    from cell
    group by cell.dimension, cell.value, cell.days
),
watched as (
    select
        counted.dimension,
        counted.value,
        counted.days,
        counted.closed,
        counted.reopened,
        cast(sum(counted.complaints) over (
            partition by counted.dimension, counted.value
            order by counted.days desc rows between unbounded preceding and current row
        ) as bigint) as at_risk
    from counted
),
summed as (
    select
        watched.dimension,
        watched.value,
        watched.days,
        watched.closed,
        watched.reopened,
        watched.at_risk,
        max(case when watched.closed = watched.at_risk then 1 else 0 end) over (
            partition by watched.dimension, watched.value
            order by watched.days rows between unbounded preceding and current row
        ) as all_closed,
        sum(
            cast(ln(nullif(1e0 - watched.closed / cast(watched.at_risk as double), 0)) as decimal(38, 18))
        ) over (
            partition by watched.dimension, watched.value
            order by watched.days rows between unbounded preceding and current row
        ) as log_open
    from watched
)
select
    summed.dimension,
    summed.value,
    summed.days,
    summed.at_risk,
    summed.closed,
    summed.reopened,
    case when summed.all_closed = 1 then 0e0 else exp(cast(summed.log_open as double)) end as still_open
from summed
