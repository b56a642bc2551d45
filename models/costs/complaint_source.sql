-- title:   Source rows of the complaints
-- meaning: The uploaded row of every complaint that counts, at each sector where it starts.
-- grain:   one row per complaint and causing sector
-- units:   amount = share of the complaint, 0 to 1
-- formula: basis_points / 10,000
-- source:  counted_complaint, causing_share, complaints
-- limits:  complaints after the day of reference are left out
-- key:     complaint_id, caused_by
-- kept:    no
-- trace:   complaint_source, complaint_id, month, segment, category, caused_by
select
    c.complaint_id,
    c.customer_id,
    c.month,
    c.segment,
    c.category,
    s.caused_by,
    'complaints' as dataset,
    r.import_id,
    r.source_row,
    cast(s.basis_points * cast(0.0001 as decimal(10, 4)) as decimal(18, 4)) as amount
from counted_complaint as c
join causing_share as s on s.complaint_id = c.complaint_id
join complaints as r on r.complaint_id = c.complaint_id
