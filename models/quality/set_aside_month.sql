-- title:   Rows set aside, by month
-- meaning: How many rows of uploads are set aside now, and what those of complaints state as paid.
-- grain:   one row per data set and month
-- units:   lines = uploaded rows; amount = reporting currency; month = first day, empty where the date cannot be read
-- formula: number of rows; Σ compensation + rework_cost + escalation_cost of complaints
-- source:  every upload
-- limits:  amounts as far as they can be read
-- key:     dataset, month
-- filters: month
with stated as (
    select s.import_id, s.source_row, sum(s.amount) as amount
    from set_aside_money as s
    where s.dataset = 'complaints'
    group by s.import_id, s.source_row
)
select r.dataset, r.month, count(*) as lines, coalesce(sum(s.amount), 0) as amount
from set_aside_row as r
left join stated as s on s.import_id = r.import_id and s.source_row = r.source_row
group by r.dataset, r.month
