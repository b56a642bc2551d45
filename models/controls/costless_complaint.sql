-- title:   Complaints without any cost
-- meaning: Stored complaints without any row in the ledger, and why.
-- grain:   one row per complaint
-- units:   reason = no_amount, or after_as_of when opened after the day of reference
-- formula: stored and not in the ledger
-- source:  complaints, ledger
-- limits:  an amount of zero is no amount
-- key:     complaint_id
-- period:  all
select
    complaints.complaint_id,
    complaints.opened_on,
    case when complaint.complaint_id is null then 'after_as_of' else 'no_amount' end as reason
from complaints
left join counted_complaint as complaint on complaint.complaint_id = complaints.complaint_id
where not exists (select 1 from ledger where ledger.complaint_id = complaints.complaint_id)
