-- title:   Complaints without any cost, by month
-- meaning: How many complaints up to the day of reference brought no row to the ledger.
-- grain:   one row per month, segment and causing sector
-- units:   complaints = Σ of shares; month = first day
-- formula: Σ basis_points / 10,000 of the complaints named as costless
-- source:  costless_complaint, causing_share
-- limits:  complaints opened after the day of reference are not in it
-- key:     month, segment, caused_by
-- filters: month, segment, caused_by
select
    c.month,
    c.segment,
    s.caused_by,
    cast(sum(cast(s.basis_points as decimal(38, 4))) * 0.0001 as decimal(38, 4)) as complaints
from costless_complaint as n
join counted_complaint as c on c.complaint_id = n.complaint_id
join causing_share as s on s.complaint_id = n.complaint_id
group by c.month, c.segment, s.caused_by
