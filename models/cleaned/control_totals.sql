-- title:   Control totals
-- meaning: What each upload added up to when it was stored, in its own currency.
-- grain:   one row per upload, column and currency
-- units:   amount = the currency stated, or none
-- source:  every upload
select
    control_total.import_id,
    control_total.dataset,
    control_total.column_name,
    coalesce(control_total.currency, '') as currency,
    control_total.amount
from control_total
join uploads on uploads.import_id = control_total.import_id
