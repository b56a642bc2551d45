-- title:   Source rows of the loyalty at stake
-- meaning: The uploaded complaint by which each customer's value is at stake in a sector, with that value.
-- grain:   one row per causing sector and customer
-- units:   amount = reporting currency
-- formula: as loyalty_at_stake, before the sum
-- source:  stake_line, complaints
-- limits:  a customer stands once a sector, so the sectors do not add up to the total
-- key:     caused_by, customer_id
-- kept:    no
-- trace:   stake_source, caused_by, customer_id, segment
with first_complaint as (
    select l.caused_by, l.customer_id, l.complaint_id, l.segment, l.value
    from stake_line as l
    qualify row_number() over (partition by l.caused_by, l.customer_id order by l.opened_on, l.complaint_id) = 1
)
select f.caused_by, f.customer_id, f.segment, 'complaints' as dataset, r.import_id, r.source_row, f.value as amount
from first_complaint as f
join complaints as r on r.complaint_id = f.complaint_id
