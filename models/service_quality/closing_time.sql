-- title:   Time until complaints are closed
-- meaning: How many days pass until complaints are closed, by each thing known of them.
-- grain:   one row per dimension and value
-- units:   opened, closed, open, reopened = complaints; median_days, p90_days = whole days
-- formula: as time_to_close
-- source:  closing_curve
-- limits:  as closing_curve
-- key:     dimension, value
-- untraced: a step below time_to_close and time_to_close_by, behind which the rows stand
with summed as (
    select
        closing_curve.dimension,
        closing_curve.value,
        max(closing_curve.at_risk) as opened,
        cast(sum(closing_curve.closed) as bigint) as closed,
        cast(sum(closing_curve.reopened) as bigint) as reopened,
        min(case when closing_curve.still_open <= 0.5e0 + 1e-9 then closing_curve.days end) as median_days,
        min(case when closing_curve.still_open <= 0.1e0 + 1e-9 then closing_curve.days end) as p90_days
    from closing_curve
    group by closing_curve.dimension, closing_curve.value
)
select
    summed.dimension,
    summed.value,
    summed.opened,
    summed.closed,
    summed.opened - summed.closed as open,
    summed.median_days,
    summed.p90_days,
    summed.reopened
from summed
