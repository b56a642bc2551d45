-- title:   Source rows of the complaints of an exposure
-- meaning: The uploaded row of every complaint that shares what an exposure changed.
-- grain:   one row per complaint
-- units:   amount = 1 for each complaint
-- formula: all complaints of an exposed customer within the window
-- source:  exposed_complaint, exposure_excess, complaints
-- limits:  complaints of nobody's window are not in it
-- key:     complaint_id
-- period:  as_of
-- materialized: no
-- lineage: sharing_source, projected
select
    complaint.complaint_id,
    exposure_excess.projected,
    'complaints' as dataset,
    complaints.import_id,
    complaints.source_row,
    1 as amount
from exposed_complaint as complaint
join exposure_excess
    on exposure_excess.customer_id = complaint.customer_id and exposure_excess.exposed_on = complaint.exposed_on
join complaints on complaints.complaint_id = complaint.complaint_id
