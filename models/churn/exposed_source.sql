-- title:   Source rows of the avoidable churn
-- meaning: The uploaded complaint that begins each exposure, with its added risk.
-- grain:   one row per exposed customer and day
-- units:   amount = customers (the excess risk of this one)
-- formula: as exposure_excess
-- source:  exposure_excess, exposed_complaint, complaints
-- limits:  the customers they are compared with are all others of their stratum, see comparable_count
-- key:     customer_id, exposed_on
-- materialized: no
-- period:  as_of
-- lineage: exposed_source, segment, tenure_band, projected, has_left
select
    exposure_excess.customer_id,
    exposure_excess.exposed_on,
    exposure_excess.segment,
    exposure_excess.tenure_band,
    exposure_excess.projected,
    exposure_excess.has_left,
    'complaints' as dataset,
    complaints.import_id,
    complaints.source_row,
    cast(exposure_excess.excess as decimal(38, 18)) as amount
from exposure_excess
join exposed_complaint as complaint
    on complaint.customer_id = exposure_excess.customer_id
        and complaint.exposed_on = exposure_excess.exposed_on
        and complaint.place = 1
join complaints on complaints.complaint_id = complaint.complaint_id
