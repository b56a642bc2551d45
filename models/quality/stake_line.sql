-- title:   Customers at stake
-- meaning: The value of the customer of every complaint, at the sectors where the complaint starts.
-- grain:   one row per complaint of an active customer and causing sector
-- units:   value = reporting currency
-- formula: value of the customer staying, on the day of the complaint
-- source:  value_of_staying, causing_share
-- limits:  each complaint is counted whole at every sector it started in
-- key:     complaint_id, caused_by
-- filters: month, segment, caused_by
select
    v.complaint_id,
    s.caused_by,
    v.customer_id,
    v.opened_on,
    cast(date_trunc('month', v.opened_on) as date) as month,
    v.segment,
    v.value
from value_of_staying as v
join causing_share as s on s.complaint_id = v.complaint_id
