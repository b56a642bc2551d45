-- title:   Source rows of the customer value at risk in total
-- meaning: The uploaded complaint by which each customer's value is at risk, with that value.
-- grain:   one row per customer
-- units:   amount = reporting currency
-- formula: as overview_total, before the sum
-- source:  stake_line, complaints
-- limits:  each customer counts once, at the first complaint
-- key:     customer_id
-- materialized: no
-- lineage: stake_total_source, customer_id, segment
with first_complaint as (
    select
        stake_line.customer_id,
        stake_line.complaint_id,
        stake_line.segment,
        stake_line.value
    from stake_line
    qualify row_number() over (
        partition by stake_line.customer_id
        order by stake_line.opened_on, stake_line.complaint_id
    ) = 1
)
select
    first_complaint.customer_id,
    first_complaint.segment,
    'complaints' as dataset,
    complaints.import_id,
    complaints.source_row,
    first_complaint.value as amount
from first_complaint
join complaints on complaints.complaint_id = first_complaint.complaint_id
