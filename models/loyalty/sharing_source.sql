-- title:   Source rows of the complaints of an exposure
-- meaning: The uploaded row of every complaint that shares what an exposure changed.
-- grain:   one row per complaint
-- units:   amount = 1 for each complaint
-- formula: all complaints of an exposed customer within the window
-- source:  exposed_complaint, exposure_excess, complaints
-- limits:  complaints of nobody's window are not in it
-- key:     complaint_id
-- period:  as_of
-- kept:    no
-- trace:   sharing_source, projected
select
    e.complaint_id,
    x.projected,
    'complaints' as dataset,
    c.import_id,
    c.source_row,
    1 as amount
from exposed_complaint as e
join exposure_excess as x on x.customer_id = e.customer_id and x.exposed_on = e.exposed_on
join complaints as c on c.complaint_id = e.complaint_id
