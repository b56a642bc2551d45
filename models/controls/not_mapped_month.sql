-- title:   Amounts nobody mapped, by month
-- meaning: Amounts in the one unmapped column of uploads that lack a column the accounts state.
-- grain:   one row per data set, column and month the books state
-- units:   amount = as written, taken as reporting currency; month = first day
-- formula: Σ over uploads without the column and with exactly one unmapped column of amounts
-- source:  columns of uploads nobody mapped, money, control
-- limits:  rows corrected later still count
-- key:     dataset, column_name, month
-- period:  all
with single as (
    select not_mapped_total.import_id, min(not_mapped_total.heading) as heading
    from not_mapped_total
    group by not_mapped_total.import_id
    having min(not_mapped_total.heading) = max(not_mapped_total.heading)
)
select
    books_figure.dataset,
    books_figure.column_name,
    books_figure.month,
    sum(not_mapped_total.amount) as amount
from books_figure
join not_mapped_total on not_mapped_total.dataset = books_figure.dataset and not_mapped_total.month = books_figure.month
join single on single.import_id = not_mapped_total.import_id
where not exists (
    select 1
    from control_totals
    where control_totals.import_id = not_mapped_total.import_id
        and control_totals.column_name = books_figure.column_name
)
group by books_figure.dataset, books_figure.column_name, books_figure.month
