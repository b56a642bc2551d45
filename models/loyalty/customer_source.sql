-- title:   Source rows of the customers
-- meaning: The uploaded row of every customer whose tenure counts.
-- grain:   one row per customer
-- units:   amount = monthly margin in reporting currency; tenure_months = whole months; cohort = first day of the
--          quarter of the start
-- formula: as uploaded
-- source:  customers
-- limits:  customers who start after the day of reference are left out
-- key:     customer_id
-- period:  as_of
-- materialized: no
select
    customer_tenure.customer_id,
    customer_tenure.segment,
    customer_tenure.tenure_months,
    customer_tenure.has_left,
    cast(date_trunc('quarter', customer_tenure.started_on) as date) as cohort,
    'customers' as dataset,
    customer_tenure.import_id,
    customer_tenure.source_row,
    customer_tenure.monthly_margin as amount
from customer_tenure
