-- title:   Time until a complaint is closed
-- meaning: How many days pass until complaints are closed, the open ones counted as such, and how many come back.
-- grain:   one row per sector where most of the complaint starts (and all)
-- units:   opened, closed, open, reopened = complaints; median_days, p90_days = whole days
-- formula: median_days = the first day on which half of the complaints or fewer are still open (Kaplan–Meier), p90_days
--          a tenth; reopened = closed ones after which the same case, or the same customer and category, complained
--          within 30 days
-- source:  closing_curve, closing_case
-- limits:  empty where so many were never seen closed; open on the day of reference counts as open for so long at least
-- key:     sector
-- lineage: closing_source, dimension = "sector", sector = value, measure = "opened"
-- column_lineage: closed: closing_source, dimension = "sector", sector = value, measure = "closed";
--                 open: closing_source, dimension = "sector", sector = value, measure = "open";
--                 reopened: closing_source, dimension = "sector", sector = value, measure = "reopened"
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
        'sector' as dimension,
        closing_case.sector as value,
        closing_case.is_closed,
        closing_case.came_back
    from closing_case
    union all
    select
        'all' as dimension,
        'all' as value,
        closing_case.is_closed,
        closing_case.came_back
    from closing_case
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
    counted.value as sector,
    counted.opened,
    counted.closed,
    counted.open,
    quantile.median_days,
    quantile.p90_days,
    counted.reopened
from counted
join quantile on quantile.dimension = counted.dimension and quantile.value = counted.value
