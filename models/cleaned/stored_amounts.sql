-- title:   Stored amounts
-- meaning: What the rows each upload stored add up to, rows that were corrected or taken back later included.
-- grain:   one row per upload, column and currency
-- units:   amount = the currency stated, or none
-- source:  every data set with money
select m.import_id, m.dataset, m.column_name, m.currency, sum(m.amount) as amount
from raw_money as m
join uploads as u on u.import_id = m.import_id and u.version = m.from_version
group by m.import_id, m.dataset, m.column_name, m.currency
