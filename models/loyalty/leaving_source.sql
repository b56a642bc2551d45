-- title:   Source rows of the customers who left, by reason
-- meaning: The uploaded row of every customer who has left, at the reason stated and the sector whose matter it was.
-- grain:   one row per customer who has left
-- units:   amount = monthly margin in reporting currency
-- formula: as left_customer
-- source:  left_customer
-- limits:  empty where no margin is known
-- key:     customer_id
-- materialized: no
select
    left_customer.customer_id,
    left_customer.reason,
    left_customer.sector,
    'customers' as dataset,
    left_customer.import_id,
    left_customer.source_row,
    left_customer.monthly_margin as amount
from left_customer
