-- title:   Source rows of the customer value at risk
-- meaning: The uploaded complaint by which each customer's value is at risk in a sector, with that value.
-- grain:   one row per causing sector and customer
-- units:   amount = reporting currency
-- formula: as loyalty_at_stake, before the sum
-- source:  stake_line, complaints
-- limits:  a customer stands once a sector, so the sectors do not add up to the total
-- key:     caused_by, customer_id
-- materialized: no
-- lineage: stake_source, caused_by, customer_id, segment
with first_complaint as (
    select
        stake_line.caused_by,
        stake_line.customer_id,
        stake_line.complaint_id,
        stake_line.segment,
        stake_line.value
    from stake_line
    qualify row_number() over (
        partition by stake_line.caused_by, stake_line.customer_id
        order by stake_line.opened_on, stake_line.complaint_id
    ) = 1
)
select
    first_complaint.caused_by,
    first_complaint.customer_id,
    first_complaint.segment,
    'complaints' as dataset,
    complaints.import_id,
    complaints.source_row,
    first_complaint.value as amount
from first_complaint
join complaints on complaints.complaint_id = first_complaint.complaint_id
