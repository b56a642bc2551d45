-- title:   Rework
-- meaning: What it cost to do the work again.
-- grain:   one row per complaint that states an amount
-- units:   amount = reporting currency
-- formula: rework_cost × exchange rate of the month of opened_on
-- source:  complaints
-- limits:  a complaint without a stated amount counts as zero
-- key:     complaint_id
select
    complaints.complaint_id,
    'rework' as component,
    'booked' as evidence,
    paying_sector.incurred_by,
    complaints.rework_cost as amount,
    'complaints' as dataset,
    complaints.import_id,
    complaints.source_row
from complaints
join paying_sector on paying_sector.complaint_id = complaints.complaint_id
where complaints.rework_cost is not null
