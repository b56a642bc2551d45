-- title:   Stored amounts
-- meaning: What the rows each upload stored add up to, rows that were corrected or taken back later included.
-- grain:   one row per upload, column and currency
-- units:   amount = the currency stated, or none
-- source:  every data set with money
select
    raw_money.import_id,
    raw_money.dataset,
    raw_money.column_name,
    raw_money.currency,
    sum(raw_money.amount) as amount
from raw_money
join uploads on uploads.import_id = raw_money.import_id and uploads.version = raw_money.from_version
group by raw_money.import_id, raw_money.dataset, raw_money.column_name, raw_money.currency
