-- title:   Complaints without any cost, by month
-- meaning: How many complaints up to the day of reference have no row in the ledger.
-- grain:   one row per month, segment and causing sector
-- units:   complaints = Σ of shares; month = first day
-- formula: Σ basis_points / 10,000 of the complaints named as costless
-- source:  costless_complaint, causing_share
-- limits:  complaints opened after the day of reference are not in it
-- key:     month, segment, caused_by
-- filters: month, segment, caused_by
select
    counted_complaint.month,
    counted_complaint.segment,
    causing_share.caused_by,
    cast(sum(cast(causing_share.basis_points as decimal(38, 4))) * 0.0001 as decimal(38, 4)) as complaints
from costless_complaint as complaint
join counted_complaint on counted_complaint.complaint_id = complaint.complaint_id
join causing_share on causing_share.complaint_id = complaint.complaint_id
group by counted_complaint.month, counted_complaint.segment, causing_share.caused_by
