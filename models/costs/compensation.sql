-- title:   Compensation
-- meaning: Refunds, credits and vouchers given because of the complaint, at cost.
-- grain:   one row per complaint that states an amount
-- units:   amount = reporting currency
-- formula: compensation × exchange rate of the month of opened_on
-- source:  complaints
-- limits:  a complaint without a stated amount counts as zero
-- key:     complaint_id
select
    complaints.complaint_id,
    'compensation' as component,
    'booked' as evidence,
    paying_sector.incurred_by,
    complaints.compensation as amount,
    'complaints' as dataset,
    complaints.import_id,
    complaints.source_row
from complaints
join paying_sector on paying_sector.complaint_id = complaints.complaint_id
where complaints.compensation is not null
