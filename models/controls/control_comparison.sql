-- title:   Control totals, twice
-- meaning: What the uploads added up to when they were stored, beside what their rows add up to now.
-- grain:   one row per data set, column and currency
-- units:   control_amount, stored_amount = the currency stated
-- formula: Σ over uploads
-- source:  control_totals, stored_amounts
-- limits:  uploads that were taken back count on neither side
-- key:     dataset, column_name, currency
-- period:  all
select
    control_totals.dataset,
    control_totals.column_name,
    control_totals.currency,
    sum(control_totals.amount) as control_amount,
    sum(coalesce(stored_amounts.amount, 0)) as stored_amount
from control_totals
left join stored_amounts
    on stored_amounts.import_id = control_totals.import_id
        and stored_amounts.dataset = control_totals.dataset
        and stored_amounts.column_name = control_totals.column_name
        and stored_amounts.currency = control_totals.currency
group by control_totals.dataset, control_totals.column_name, control_totals.currency
