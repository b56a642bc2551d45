-- title:   Compensation
-- meaning: Refunds, credits and vouchers given because of the complaint, at cost.
-- grain:   one row per complaint that states an amount
-- units:   amount = reporting currency
-- formula: compensation × exchange rate of the month of opened_on
-- source:  complaints
-- limits:  a complaint without a stated amount counts as zero
-- key:     complaint_id
select
    c.complaint_id,
    'compensation' as component,
    'booked' as evidence,
    p.incurred_by,
    c.compensation as amount,
    'complaints' as dataset,
    c.import_id,
    c.source_row
from complaints as c
join paying_sector as p on p.complaint_id = c.complaint_id
where c.compensation is not null
