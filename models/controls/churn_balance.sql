-- title:   Who left after a complaint
-- meaning: Customers who left after a complaint, beside those who would have left without one and those it cost.
-- grain:   one row
-- units:   complained_left, as_comparable, avoidable = customers
-- formula: as_comparable = Σ exposed × risk of comparable customers, without the silent dissatisfied among them while
--          their line is on; avoidable = Σ avoidable
-- source:  avoidable_churn, stratum_risk
-- limits:  followed exposures with somebody comparable
-- key:     complained_left
-- period:  all
with followed as (
    select
        sum(stratum_risk.exposed_left) as complained_left,
        sum(cast(stratum_risk.exposed * stratum_risk.risk_content as decimal(38, 12))) as as_comparable
    from stratum_risk
    where stratum_risk.excess is not null
),
parts as (
    select sum(cast(avoidable_churn.avoidable as decimal(38, 12))) as avoidable
    from avoidable_churn
)
select followed.complained_left, followed.as_comparable, parts.avoidable
from followed
cross join parts
where parts.avoidable is not null
