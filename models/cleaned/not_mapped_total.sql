-- title:   Columns of amounts nobody mapped
-- meaning: What the ignored columns of uploads that hold amounts only add up to, month by month.
-- grain:   one row per upload, heading and month
-- units:   amount = as written, taken as reporting currency; month = first day
-- source:  every upload
select t.import_id, t.dataset, t.heading, t.month, t.amount
from unmapped_total as t
join uploads as u on u.import_id = t.import_id
