-- title:   Escalation
-- meaning: Legal, ombudsman and supervisor fees of the complaint.
-- grain:   one row per complaint that states an amount
-- units:   amount = reporting currency
-- formula: escalation_cost × exchange rate of the month of opened_on
-- source:  complaints
-- limits:  a complaint without a stated amount counts as zero
-- key:     complaint_id
select
    c.complaint_id,
    'escalation' as component,
    'booked' as evidence,
    p.incurred_by,
    c.escalation_cost as amount,
    'complaints' as dataset,
    c.import_id,
    c.source_row
from complaints as c
join paying_sector as p on p.complaint_id = c.complaint_id
where c.escalation_cost is not null
