-- title:   Traits of followed exposures
-- meaning: What is known of the complaint that exposed a customer: solved or not, handed over or not, the customer's
--          first or not, of which type, where it started, at which stage of the customer journey.
-- grain:   one row per followed exposure
-- units:   resolved, first_contact, handed_over, repeat = yes or no, empty where not known; category, sector, stage =
--          names
-- formula: traits of the first complaint of the exposure; repeat = the customer had complained before, longer ago than
--          effect_months; sector = where most of it starts
-- source:  exposure, exposed_complaint, complaints, causing_share, churn_stratum, stratum_risk
-- limits:  followed exposures with somebody comparable; of sectors with equal shares the first by name
-- key:     customer_id, exposed_on
-- period:  as_of
with began as (
    select complaint_day.customer_id, complaint_day.opened_on as first_on
    from complaint_day
    where complaint_day.opened_before is null
),
started as (
    -- a complaint that starts in one sector needs no ranking
    select causing_share.complaint_id, causing_share.caused_by
    from causing_share
    where causing_share.basis_points = 10000
    union all
    select causing_share.complaint_id, causing_share.caused_by
    from causing_share
    where causing_share.basis_points < 10000
    qualify row_number() over (
        partition by causing_share.complaint_id order by causing_share.basis_points desc, causing_share.caused_by
    ) = 1
)
select
    exposure.customer_id,
    exposure.exposed_on,
    exposure.has_left,
    churn_stratum.stratum,
    case when complaints.resolved then 'yes' when not complaints.resolved then 'no' end as resolved,
    case when complaints.first_contact then 'yes' when not complaints.first_contact then 'no' end as first_contact,
    case when complaints.handovers > 0 then 'yes' when complaints.handovers = 0 then 'no' end as handed_over,
    case when began.first_on < exposure.exposed_on then 'yes' else 'no' end as repeat,
    coalesce(complaints.category, '(none)') as category,
    started.caused_by as sector,
    complaints.stage
from exposure
join churn_state on churn_state.state = 'present'
join exposed_complaint as complaint
    on complaint.customer_id = exposure.customer_id
        and complaint.exposed_on = exposure.exposed_on
        and complaint.place = 1
join complaints on complaints.complaint_id = complaint.complaint_id
join began on began.customer_id = exposure.customer_id
join started on started.complaint_id = complaint.complaint_id
join churn_stratum
    on churn_stratum.segment = exposure.segment
        and churn_stratum.tenure_band = exposure.tenure_band
        and churn_stratum.year = exposure.year
        and churn_stratum.quarter = exposure.quarter
join stratum_risk on stratum_risk.stratum = churn_stratum.stratum
where exposure.followed and stratum_risk.excess is not null
