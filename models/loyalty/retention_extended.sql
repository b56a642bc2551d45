-- title:   Retention, carried on
-- meaning: The retention curve, and beyond the months with enough customers its continuation at a constant rate of leaving, or along the fitted curve.
-- grain:   one row per segment (and all) and month of tenure, 0 to 720
-- units:   month = whole months of tenure; retention = 0 to 1; at_risk = customers, empty where projected; fitted = projected along the fitted curve
-- formula: past the last month with at least 30 at risk: S(t) = S(last) × (1 − hazard)^(t − last), hazard = Σ left / Σ at risk over the last 12 such months; with fitted_tail: S(last) × fitted(t) / fitted(last)
-- source:  retention_curve, fitted_curve
-- limits:  a segment that never has 30 customers at risk is projected from month 0 with the hazard of all its months
-- key:     segment, month
-- period:  as_of
with enough as (
    select c.segment, coalesce(max(c.month) filter (where c.at_risk >= 30), -1) as last_month
    from retention_curve as c
    group by c.segment
),
hazard as (
    select
        e.segment,
        e.last_month,
        sum(c.left_count) / cast(sum(c.at_risk) as double) as hazard
    from enough as e
    join retention_curve as c on c.segment = e.segment
    where e.last_month = -1 or (c.month <= e.last_month and c.month > e.last_month - 12)
    group by e.segment, e.last_month
)
select
    h.segment,
    n.number as month,
    n.number > h.last_month as projected,
    case
        when n.number <= h.last_month then c.retention
        when f.retention > 0 then s.retention * t.retention / f.retention
        else coalesce(s.retention, 1e0) * power(1e0 - h.hazard, n.number - h.last_month)
    end as retention,
    case when n.number <= h.last_month then c.at_risk end as at_risk,
    n.number > h.last_month and coalesce(f.retention > 0, false) as fitted
from hazard as h
cross join month_number as n
left join retention_curve as c on c.segment = h.segment and c.month = n.number
left join retention_curve as s on s.segment = h.segment and s.month = h.last_month
-- only where the switch is on and the segment is large enough
left join fitted_curve as t on t.segment = h.segment and t.month = n.number
left join fitted_curve as f on f.segment = h.segment and f.month = h.last_month
