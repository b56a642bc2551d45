-- title:   Followed exposures with their excess
-- meaning: Exposed customers who were followed, by type and time, with the added risk of their stratum.
-- grain:   one row per segment, tenure band and day
-- units:   exposed, exposed_left = customers; excess = 0 to 1; is_recent = within the last 12 followed months
-- formula: the excess of the stratum the cell belongs to
-- source:  exposure, churn_stratum, stratum_risk, churn_state
-- limits:  empty where avoidable churn is absent
-- key:     segment, tenure_band, year, quarter, is_recent
-- period:  as_of
select
    exposure.segment,
    exposure.tenure_band,
    exposure.year,
    exposure.quarter,
    exposure.is_recent,
    churn_stratum.stratum,
    max(stratum_risk.excess) as excess,
    count(*) as exposed,
    count(*) filter (where exposure.has_left) as exposed_left
from exposure
join churn_state on churn_state.state = 'present'
join churn_stratum
    on churn_stratum.segment = exposure.segment
        and churn_stratum.tenure_band = exposure.tenure_band
        and churn_stratum.year = exposure.year
        and churn_stratum.quarter = exposure.quarter
join stratum_risk on stratum_risk.stratum = churn_stratum.stratum
where exposure.followed
group by
    exposure.segment,
    exposure.tenure_band,
    exposure.year,
    exposure.quarter,
    exposure.is_recent,
    churn_stratum.stratum
