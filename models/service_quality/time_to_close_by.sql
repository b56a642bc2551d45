-- title:   Time until a complaint is closed, by its type
-- meaning: How many days pass until complaints are closed by hand-overs, severity and contact channel.
-- grain:   one row per dimension and value
-- units:   opened, closed, open, reopened = complaints; median_days, p90_days = whole days
-- formula: as time_to_close
-- source:  closing_curve, closing_case
-- limits:  complaints that do not state it are left out; handovers 2+ = twice or more often
-- key:     dimension, value
-- lineage: closing_source, dimension, value, measure = "opened"
-- column_lineage: closed: closing_source, dimension, value, measure = "closed";
--                 open: closing_source, dimension, value, measure = "open";
--                 reopened: closing_source, dimension, value, measure = "reopened"
with quantile as (
    select
        closing_curve.dimension,
        closing_curve.value,
        min(case when closing_curve.still_open <= 0.5e0 + 1e-9 then closing_curve.days end) as median_days,
        min(case when closing_curve.still_open <= 0.1e0 + 1e-9 then closing_curve.days end) as p90_days
    from closing_curve
    group by closing_curve.dimension, closing_curve.value
),
cell as (
    select
        'handovers' as dimension,
        closing_case.handovers as value,
        closing_case.is_closed,
        closing_case.came_back
    from closing_case
    where closing_case.handovers is not null
    union all
    select
        'severity' as dimension,
        closing_case.severity as value,
        closing_case.is_closed,
        closing_case.came_back
    from closing_case
    where closing_case.severity is not null
    union all
    select
        'contact_channel' as dimension,
        closing_case.contact_channel as value,
        closing_case.is_closed,
        closing_case.came_back
    from closing_case
    where closing_case.contact_channel is not null
),
counted as (
    select
        cell.dimension,
        cell.value,
        count(*) as opened,
        count(*) filter (where cell.is_closed) as closed,
        count(*) filter (where not cell.is_closed) as open,
        count(*) filter (where cell.came_back) as reopened
    from cell
    group by cell.dimension, cell.value
)
select
    counted.dimension,
    counted.value,
    counted.opened,
    counted.closed,
    counted.open,
    quantile.median_days,
    quantile.p90_days,
    counted.reopened
from counted
join quantile on quantile.dimension = counted.dimension and quantile.value = counted.value
