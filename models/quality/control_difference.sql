-- title:   Books and ledger, month by month
-- meaning: What the books state for a month beside what is stored for it, and where the difference comes from.
-- grain:   one row per data set, month and column the books state
-- units:   all amounts = reporting currency; month = first day
-- formula: difference = books − stored = set_aside + other_month + not_mapped + without_rate + unknown
-- source:  control, money, rows set aside, columns of uploads nobody mapped
-- limits:  set_aside needs a readable amount, and a readable date or an upload of one month; other_month = what an upload, more than half of whose rows lie in this month, brought into others, less what such uploads of other months brought into this one; not_mapped = a column of amounts nobody mapped, where an upload lacks the column stated and has just one; without_rate at the latest rate of the currency, else one for one; without a difference nothing is explained
-- key:     dataset, month, column_name
-- period:  all
with here as (
    select m.dataset, m.column_name, m.month, sum(m.amount) as stored, sum(m.rateless_amount) as rateless
    from money_month as m
    group by m.dataset, m.column_name, m.month
),
main_month as (
    select m.dataset, m.column_name, m.import_id, m.month, sum(m.lines) over (partition by m.dataset, m.column_name, m.import_id) as all_lines, m.lines
    from money_month as m
),
strayed as (
    -- + what uploads of a month brought into others, − what uploads of others brought into it
    select k.dataset, k.column_name, k.month, m.amount
    from main_month as k
    join money_month as m on m.dataset = k.dataset and m.column_name = k.column_name and m.import_id = k.import_id and m.month <> k.month
    where k.lines * 2 > k.all_lines
    union all
    select k.dataset, k.column_name, m.month, -m.amount as amount
    from main_month as k
    join money_month as m on m.dataset = k.dataset and m.column_name = k.column_name and m.import_id = k.import_id and m.month <> k.month
    where k.lines * 2 > k.all_lines
),
only_month as (
    select m.dataset, m.import_id, min(m.month) as month
    from money_month as m
    group by m.dataset, m.import_id
    having min(m.month) = max(m.month)
),
aside as (
    select s.dataset, s.column_name, coalesce(s.month, o.month) as month, sum(s.amount) as amount
    from set_aside_money as s
    left join only_month as o on o.dataset = s.dataset and o.import_id = s.import_id
    group by s.dataset, s.column_name, coalesce(s.month, o.month)
),
lost as (
    select s.dataset, s.column_name, s.month, sum(s.amount) as amount
    from strayed as s
    group by s.dataset, s.column_name, s.month
),
compared as (
    select
        b.dataset,
        b.month,
        b.column_name,
        b.amount as books,
        coalesce(h.stored, 0) as stored,
        b.amount - coalesce(h.stored, 0) as difference,
        case when b.amount = coalesce(h.stored, 0) then 0 else 1 end as differs,
        coalesce(s.amount, 0) as set_aside,
        coalesce(o.amount, 0) as other_month,
        coalesce(u.amount, 0) as not_mapped,
        coalesce(h.rateless, 0) as without_rate
    from books_figure as b
    left join here as h on h.dataset = b.dataset and h.column_name = b.column_name and h.month = b.month
    left join aside as s on s.dataset = b.dataset and s.column_name = b.column_name and s.month = b.month
    left join lost as o on o.dataset = b.dataset and o.column_name = b.column_name and o.month = b.month
    left join not_mapped_month as u on u.dataset = b.dataset and u.column_name = b.column_name and u.month = b.month
)
select
    c.dataset,
    c.month,
    c.column_name,
    c.books,
    c.stored,
    c.difference,
    c.set_aside * c.differs as set_aside,
    c.other_month * c.differs as other_month,
    c.not_mapped * c.differs as not_mapped,
    c.without_rate * c.differs as without_rate,
    c.difference - (c.set_aside + c.other_month + c.not_mapped + c.without_rate) * c.differs as unknown
from compared as c
