-- title:   Rejected rows, by month
-- meaning: How many rows of uploads are rejected now, and what those of complaints state as paid.
-- grain:   one row per data set and month
-- units:   lines = uploaded rows; amount = reporting currency; month = first day, empty where the date cannot be read
-- formula: number of rows; Σ compensation + rework_cost + escalation_cost of complaints
-- source:  every upload
-- limits:  amounts as far as they can be read
-- key:     dataset, month
-- filters: month
with stated as (
    select set_aside_money.import_id, set_aside_money.source_row, sum(set_aside_money.amount) as amount
    from set_aside_money
    where set_aside_money.dataset = 'complaints'
    group by set_aside_money.import_id, set_aside_money.source_row
)
select
    set_aside_row.dataset,
    set_aside_row.month,
    count(*) as lines,
    coalesce(sum(stated.amount), 0) as amount
from set_aside_row
left join stated on stated.import_id = set_aside_row.import_id and stated.source_row = set_aside_row.source_row
group by set_aside_row.dataset, set_aside_row.month
