-- title:   Source rows of the avoidable churn
-- meaning: The uploaded complaint that begins each exposure, with the excess risk it brought.
-- grain:   one row per exposed customer and day
-- units:   amount = customers (the excess risk of this one)
-- formula: as exposure_excess
-- source:  exposure_excess, exposed_complaint, complaints
-- limits:  the customers they are compared with are all others of their stratum, see comparable_count
-- key:     customer_id, exposed_on
-- kept:    no
-- period:  as_of
-- trace:   exposed_source, segment, tenure_band, projected, has_left
select
    x.customer_id,
    x.exposed_on,
    x.segment,
    x.tenure_band,
    x.projected,
    x.has_left,
    'complaints' as dataset,
    r.import_id,
    r.source_row,
    cast(x.excess as decimal(38, 18)) as amount
from exposure_excess as x
join exposed_complaint as e on e.customer_id = x.customer_id and e.exposed_on = x.exposed_on and e.place = 1
join complaints as r on r.complaint_id = e.complaint_id
