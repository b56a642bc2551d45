-- title:   Source rows of the customers at risk
-- meaning: The uploaded row of every customer, for each month of tenure the customer reached.
-- grain:   one row per customer and month of tenure
-- units:   amount = 1 for each customer; month = whole months of tenure
-- formula: customers with tenure ≥ month; left_here where they left in that month
-- source:  customer_tenure
-- limits:  tenures beyond 720 months are followed up to month 720
-- key:     customer_id, month
-- period:  as_of
-- materialized: no
-- lineage: at_risk_source, segment, month, left_here
select
    customer_tenure.customer_id,
    customer_tenure.segment,
    month_number.number as month,
    customer_tenure.has_left and customer_tenure.tenure_months = month_number.number as left_here,
    'customers' as dataset,
    customer_tenure.import_id,
    customer_tenure.source_row,
    1 as amount
from customer_tenure
join month_number on month_number.number <= customer_tenure.tenure_months
