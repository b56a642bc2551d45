-- title:   All who left, by why
-- meaning: Customers who left with and without a complaint: those who would have left content, those silently
--          dissatisfied, and those it was the complaint.
-- grain:   one row
-- units:   left_in_all, baseline, silent, complaint_excess = customers
-- formula: left_in_all = left after a complaint + comparable × risk / effect_months; baseline = (exposed + comparable /
--          effect_months) × risk of content customers
-- source:  stratum_risk, silent_month, avoidable_churn
-- limits:  followed customers; a comparable one is followed from every 15th, so that effect_months of them are one
--          customer
-- key:     left_in_all
-- untraced: compares risks of whole groups; the complaints stand behind avoidable_churn, the comparable customers
--           behind its column comparable
-- period:  all
with counted as (
    select
        sum(
            case
                when stratum_risk.excess is not null then cast(stratum_risk.exposed_left as decimal(38, 12))
                else 0
            end
            + cast(
                coalesce(stratum_risk.comparable * stratum_risk.risk_comparable, 0e0) / assumption.effect_months
                as decimal(38, 12)
            )
        ) as left_in_all,
        sum(
            case
                when stratum_risk.excess is not null
                    then cast(stratum_risk.exposed * stratum_risk.risk_content as decimal(38, 12))
                else 0
            end
            + cast(
                coalesce(stratum_risk.comparable * stratum_risk.risk_content, 0e0) / assumption.effect_months
                as decimal(38, 12)
            )
        ) as baseline
    from stratum_risk
    cross join assumption
),
quiet as (
    select coalesce(sum(silent_month.customers_lost), 0) as customers_lost
    from silent_month
    where not silent_month.projected
),
lost as (
    select sum(cast(avoidable_churn.avoidable as decimal(38, 12))) as avoidable
    from avoidable_churn
)
select
    counted.left_in_all,
    counted.baseline,
    quiet.customers_lost as silent,
    lost.avoidable as complaint_excess
from counted
cross join quiet
cross join lost
join churn_state on churn_state.state = 'present'
where lost.avoidable is not null
