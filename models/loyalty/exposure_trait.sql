-- title:   Traits of followed exposures
-- meaning: What is known of the complaint that exposed a customer: solved or not, handed over or not, the customer's first or not, of which kind, where it started.
-- grain:   one row per followed exposure
-- units:   resolved, first_contact, handed_over, repeat = yes or no, empty where not known; category, sector = names
-- formula: traits of the first complaint of the exposure; repeat = the customer had complained before, longer ago than effect_months; sector = where most of it starts
-- source:  exposure, exposed_complaint, complaints, causing_share, churn_stratum, stratum_risk
-- limits:  followed exposures with somebody comparable; of sectors with equal shares the first by name
-- key:     customer_id, exposed_on
-- period:  as_of
with began as (
    select c.customer_id, min(c.opened_on) as first_on
    from counted_complaint as c
    where c.customer_id is not null
    group by c.customer_id
),
started as (
    select s.complaint_id, s.caused_by
    from causing_share as s
    qualify row_number() over (partition by s.complaint_id order by s.basis_points desc, s.caused_by) = 1
)
select
    e.customer_id,
    e.exposed_on,
    e.has_left,
    s.stratum,
    case when c.resolved then 'yes' when not c.resolved then 'no' end as resolved,
    case when c.first_contact then 'yes' when not c.first_contact then 'no' end as first_contact,
    case when c.handovers > 0 then 'yes' when c.handovers = 0 then 'no' end as handed_over,
    case when b.first_on < e.exposed_on then 'yes' else 'no' end as repeat,
    coalesce(c.category, '(none)') as category,
    h.caused_by as sector
from exposure as e
join churn_state as t on t.state = 'present'
join exposed_complaint as x on x.customer_id = e.customer_id and x.exposed_on = e.exposed_on and x.place = 1
join complaints as c on c.complaint_id = x.complaint_id
join began as b on b.customer_id = e.customer_id
join started as h on h.complaint_id = x.complaint_id
join churn_stratum as s
    on s.segment = e.segment and s.tenure_band = e.tenure_band and s.year = e.year and s.quarter = e.quarter
join stratum_risk as r on r.stratum = s.stratum
where e.followed and r.excess is not null
