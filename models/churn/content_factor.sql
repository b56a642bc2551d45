-- title:   Content customers among the comparable
-- meaning: Whether the line of silent dissatisfied customers is on, and what their leaving takes from the risk of the
--          content ones.
-- grain:   one row
-- units:   silent_share = 0 to 1; risk_ratio = ratio; factor = risk of a content customer / risk of a comparable one
-- formula: factor = 1 / (1 + silent_share × (silent_risk_ratio − 1)), 1 while the line is off
-- source:  assumptions include_assumed, silent_share and silent_risk_ratio
-- limits:  on only where include_assumed is yes and both assumptions are set
-- key:     factor
-- period:  as_of
with held as (
    select
        coalesce(assumption.include_assumed, false)
            and assumption.silent_share is not null
            and assumption.silent_risk_ratio is not null as is_on,
        assumption.silent_share,
        assumption.silent_risk_ratio
    from assumption
)
select
    held.is_on,
    case when held.is_on then held.silent_share end as silent_share,
    case when held.is_on then held.silent_risk_ratio end as risk_ratio,
    case when held.is_on then 1e0 / (1e0 + held.silent_share * (held.silent_risk_ratio - 1e0)) else 1e0 end as factor
from held
