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
    t.dataset,
    t.column_name,
    t.currency,
    sum(t.amount) as control_amount,
    sum(coalesce(s.amount, 0)) as stored_amount
from control_totals as t
left join stored_amounts as s
    on s.import_id = t.import_id and s.dataset = t.dataset and s.column_name = t.column_name and s.currency = t.currency
group by t.dataset, t.column_name, t.currency
