-- title:   Source rows of the customers at risk
-- meaning: The uploaded row of every customer, for each month of tenure the customer reached.
-- grain:   one row per customer and month of tenure
-- units:   amount = 1 for each customer; month = whole months of tenure
-- formula: customers with tenure ≥ month; left_here where they left in that month
-- source:  customer_tenure
-- limits:  tenures beyond 720 months are followed up to month 720
-- key:     customer_id, month
-- period:  as_of
-- kept:    no
-- trace:   at_risk_source, segment, month, left_here
select
    t.customer_id,
    t.segment,
    n.number as month,
    t.has_left and t.tenure_months = n.number as left_here,
    'customers' as dataset,
    t.import_id,
    t.source_row,
    1 as amount
from customer_tenure as t
join month_number as n on n.number <= t.tenure_months
