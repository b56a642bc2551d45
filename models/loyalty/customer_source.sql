-- title:   Source rows of the customers
-- meaning: The uploaded row of every customer whose tenure counts.
-- grain:   one row per customer
-- units:   amount = monthly margin in reporting currency; tenure_months = whole months; cohort = first day of the quarter of the start
-- formula: as uploaded
-- source:  customers
-- limits:  customers who start after the day of reference are left out
-- key:     customer_id
-- period:  as_of
-- kept:    no
select
    t.customer_id,
    t.segment,
    t.tenure_months,
    t.has_left,
    cast(date_trunc('quarter', t.started_on) as date) as cohort,
    'customers' as dataset,
    t.import_id,
    t.source_row,
    t.monthly_margin as amount
from customer_tenure as t
