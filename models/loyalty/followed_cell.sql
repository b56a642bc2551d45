-- title:   Followed exposures with their excess
-- meaning: Exposed customers who were followed, by kind and time, with the excess risk of their stratum.
-- grain:   one row per segment, tenure band and day
-- units:   exposed, exposed_left = customers; excess = 0 to 1; is_recent = within the last 12 followed months
-- formula: the excess of the stratum the cell belongs to
-- source:  exposure, churn_stratum, stratum_risk, churn_state
-- limits:  empty where avoidable churn is absent
-- key:     segment, tenure_band, year, quarter, is_recent
-- period:  as_of
select
    e.segment,
    e.tenure_band,
    e.year,
    e.quarter,
    e.followed_until > cast(d.as_of - interval '12' month as date) as is_recent,
    s.stratum,
    max(r.excess) as excess,
    count(*) as exposed,
    count(*) filter (where e.has_left) as exposed_left
from exposure as e
join churn_state as t on t.state = 'present'
cross join reference_day as d
join churn_stratum as s
    on s.segment = e.segment and s.tenure_band = e.tenure_band and s.year = e.year and s.quarter = e.quarter
join stratum_risk as r on r.stratum = s.stratum
where e.followed
group by e.segment, e.tenure_band, e.year, e.quarter, e.followed_until > cast(d.as_of - interval '12' month as date), s.stratum
