-- title:   All who left, by why
-- meaning: Customers who left with and without a complaint: those who would have left content, those silently dissatisfied, and those it was the complaint.
-- grain:   one row
-- units:   left_in_all, baseline, silent, complaint_excess = customers
-- formula: left_in_all = left after a complaint + comparable × risk / effect_months; baseline = (exposed + comparable / effect_months) × risk of content customers
-- source:  stratum_risk, silent_month, avoidable_churn
-- limits:  followed customers; a comparable one is followed from every 15th, so that effect_months of them are one customer
-- key:     left_in_all
-- untraced: compares risks of whole groups; the complaints stand behind avoidable_churn, the comparable customers behind its column comparable
-- period:  all
with counted as (
    select
        sum(case when r.excess is not null then cast(r.exposed_left as decimal(38, 12)) else 0 end
            + cast(coalesce(r.comparable * r.risk_comparable, 0e0) / a.effect_months as decimal(38, 12))) as left_in_all,
        sum(case when r.excess is not null then cast(r.exposed * r.risk_content as decimal(38, 12)) else 0 end
            + cast(coalesce(r.comparable * r.risk_content, 0e0) / a.effect_months as decimal(38, 12))) as baseline
    from stratum_risk as r
    cross join assumption as a
),
quiet as (
    select coalesce(sum(s.customers_lost), 0) as customers_lost
    from silent_month as s
    where not s.projected
),
lost as (
    select sum(cast(c.avoidable as decimal(38, 12))) as avoidable
    from avoidable_churn as c
)
select c.left_in_all, c.baseline, q.customers_lost as silent, l.avoidable as complaint_excess
from counted as c
cross join quiet as q
cross join lost as l
join churn_state as t on t.state = 'present'
where l.avoidable is not null
