-- title:   Amounts nobody mapped, by month
-- meaning: What uploads that lack a column the books state hold in the one column of amounts nobody mapped.
-- grain:   one row per data set, column and month the books state
-- units:   amount = as written, taken as reporting currency; month = first day
-- formula: Σ over uploads without the column and with exactly one unmapped column of amounts
-- source:  columns of uploads nobody mapped, money, control
-- limits:  rows corrected later still count
-- key:     dataset, column_name, month
-- period:  all
with single as (
    select t.import_id, min(t.heading) as heading
    from not_mapped_total as t
    group by t.import_id
    having min(t.heading) = max(t.heading)
)
select b.dataset, b.column_name, b.month, sum(t.amount) as amount
from books_figure as b
join not_mapped_total as t on t.dataset = b.dataset and t.month = b.month
join single as s on s.import_id = t.import_id
where not exists (
    select 1 from control_totals as c where c.import_id = t.import_id and c.column_name = b.column_name
)
group by b.dataset, b.column_name, b.month
