-- title:   Monthly cube of the complaints
-- meaning: How many complaints started in each sector, whole and by their shares.
-- grain:   one row per month, segment, category and causing sector
-- units:   complaints = Σ of shares; touched = complaints with any share there (does not add up over sectors)
-- formula: Σ basis_points / 10,000; number of complaints
-- source:  counted_complaint, causing_share
-- limits:  a complaint shared by two sectors counts in touched of both
-- key:     month, segment, category, caused_by
-- filters: month, segment, caused_by, category
select
    complaint.month,
    complaint.segment,
    complaint.category,
    causing_share.caused_by,
    cast(sum(cast(causing_share.basis_points as decimal(38, 4))) * 0.0001 as decimal(38, 4)) as complaints,
    count(*) as touched
from counted_complaint as complaint
join causing_share on causing_share.complaint_id = complaint.complaint_id
group by complaint.month, complaint.segment, complaint.category, causing_share.caused_by
