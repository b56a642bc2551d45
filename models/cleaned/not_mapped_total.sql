-- title:   Columns of amounts nobody mapped
-- meaning: What the ignored columns of uploads that hold amounts only add up to, month by month.
-- grain:   one row per upload, heading and month
-- units:   amount = as written, taken as reporting currency; month = first day
-- source:  every upload
select
    unmapped_total.import_id,
    unmapped_total.dataset,
    unmapped_total.heading,
    unmapped_total.month,
    unmapped_total.amount
from unmapped_total
join uploads on uploads.import_id = unmapped_total.import_id
