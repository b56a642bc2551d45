-- title:   Control totals
-- meaning: What each upload added up to when it was stored, in its own currency.
-- grain:   one row per upload, column and currency
-- units:   amount = the currency stated, or none
-- source:  every upload
select
    t.import_id,
    t.dataset,
    t.column_name,
    coalesce(t.currency, '') as currency,
    t.amount
from control_total as t
join uploads as u on u.import_id = t.import_id
