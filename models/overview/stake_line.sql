-- title:   Customers at risk
-- meaning: The value of the customer of every complaint, at the sectors where the complaint starts.
-- grain:   one row per complaint of an active customer and causing sector
-- units:   value = reporting currency
-- formula: value of the customer staying, on the day of the complaint
-- source:  value_of_staying, causing_share
-- limits:  each complaint is counted whole at every sector it started in
-- key:     complaint_id, caused_by
-- filters: month, segment, caused_by
select
    value_of_staying.complaint_id,
    causing_share.caused_by,
    value_of_staying.customer_id,
    value_of_staying.opened_on,
    cast(date_trunc('month', value_of_staying.opened_on) as date) as month,
    value_of_staying.segment,
    value_of_staying.value
from value_of_staying
join causing_share on causing_share.complaint_id = value_of_staying.complaint_id
