-- title:   Source rows of the complaints
-- meaning: The uploaded row of every complaint that counts, at each sector where it starts.
-- grain:   one row per complaint and causing sector
-- units:   amount = share of the complaint, 0 to 1
-- formula: basis_points / 10,000
-- source:  counted_complaint, causing_share, complaints
-- limits:  complaints after the day of reference are left out
-- key:     complaint_id, caused_by
-- materialized: no
-- lineage: complaint_source, complaint_id, month, segment, category, caused_by
select
    complaint.complaint_id,
    complaint.customer_id,
    complaint.month,
    complaint.segment,
    complaint.category,
    causing_share.caused_by,
    'complaints' as dataset,
    complaints.import_id,
    complaints.source_row,
    cast(causing_share.basis_points * cast(0.0001 as decimal(10, 4)) as decimal(18, 4)) as amount
from counted_complaint as complaint
join causing_share on causing_share.complaint_id = complaint.complaint_id
join complaints on complaints.complaint_id = complaint.complaint_id
