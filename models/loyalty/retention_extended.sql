-- title:   Retention, carried on
-- meaning: The retention curve, and beyond the months with enough customers its continuation at a constant rate of
--          leaving, or along the fitted curve.
-- grain:   one row per segment (and all) and month of tenure, 0 to 720
-- units:   month = whole months of tenure; retention = 0 to 1; at_risk = customers, empty where projected; fitted =
--          projected along the fitted curve
-- formula: past the last month with at least 30 at risk: S(t) = S(last) × (1 − hazard)^(t − last), hazard = Σ left / Σ
--          at risk over the last 12 such months; with fitted_tail: S(last) × fitted(t) / fitted(last)
-- source:  retention_curve, fitted_curve
-- limits:  a segment that never has 30 customers at risk is projected from month 0 with the hazard of all its months
-- key:     segment, month
-- period:  as_of
with enough as (
    select curve.segment, coalesce(max(curve.month) filter (where curve.at_risk >= 30), -1) as last_month
    from retention_curve as curve
    group by curve.segment
),
hazard as (
    select
        enough.segment,
        enough.last_month,
        sum(curve.left_count) / cast(sum(curve.at_risk) as double) as hazard
    from enough
    join retention_curve as curve on curve.segment = enough.segment
    where enough.last_month = -1 or (curve.month <= enough.last_month and curve.month > enough.last_month - 12)
    group by enough.segment, enough.last_month
)
select
    hazard.segment,
    month_number.number as month,
    month_number.number > hazard.last_month as projected,
    case
        when month_number.number <= hazard.last_month then curve.retention
        when last_fitted.retention > 0 then last_curve.retention * fitted.retention / last_fitted.retention
        else coalesce(last_curve.retention, 1e0) * power(1e0 - hazard.hazard, month_number.number - hazard.last_month)
    end as retention,
    case when month_number.number <= hazard.last_month then curve.at_risk end as at_risk,
    month_number.number > hazard.last_month and coalesce(last_fitted.retention > 0, false) as fitted
from hazard
cross join month_number
left join retention_curve as curve on curve.segment = hazard.segment and curve.month = month_number.number
left join retention_curve as last_curve on last_curve.segment = hazard.segment and last_curve.month = hazard.last_month
-- only where the switch is on and the segment is large enough
left join fitted_curve as fitted on fitted.segment = hazard.segment and fitted.month = month_number.number
left join fitted_curve as last_fitted on last_fitted.segment = hazard.segment and last_fitted.month = hazard.last_month
