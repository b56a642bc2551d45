-- title:   Source rows of the loyalty at stake in all
-- meaning: The uploaded complaint by which each customer's value is at stake, with that value.
-- grain:   one row per customer
-- units:   amount = reporting currency
-- formula: as overview_total, before the sum
-- source:  stake_line, complaints
-- limits:  each customer counts once, at the first complaint
-- key:     customer_id
-- kept:    no
-- trace:   stake_total_source, customer_id, segment
with first_complaint as (
    select l.customer_id, l.complaint_id, l.segment, l.value
    from stake_line as l
    qualify row_number() over (partition by l.customer_id order by l.opened_on, l.complaint_id) = 1
)
select f.customer_id, f.segment, 'complaints' as dataset, r.import_id, r.source_row, f.value as amount
from first_complaint as f
join complaints as r on r.complaint_id = f.complaint_id
