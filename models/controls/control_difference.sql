-- title:   Accounts and ledger, month by month
-- meaning: What the accounts state for a month beside what is stored for it, and where the difference comes from.
-- grain:   one row per data set, month and column the books state
-- units:   all amounts = reporting currency; month = first day
-- formula: difference = books − stored = set_aside + other_month + not_mapped + without_rate + unknown
-- source:  control, money, rows set aside, columns of uploads nobody mapped
-- limits:  set_aside needs a readable amount, and a readable date or an upload of one month; other_month = what an
--          upload, more than half of whose rows lie in this month, brought into others, less what such uploads of other
--          months brought into this one; not_mapped = a column of amounts nobody mapped, where an upload lacks the
--          column stated and has just one; without_rate at the latest rate of the currency, else one for one; without a
--          difference nothing is explained
-- key:     dataset, month, column_name
-- period:  all
with here as (
    select
        money_month.dataset,
        money_month.column_name,
        money_month.month,
        sum(money_month.amount) as stored,
        sum(money_month.rateless_amount) as rateless
    from money_month
    group by money_month.dataset, money_month.column_name, money_month.month
),
main_month as (
    select
        money_month.dataset,
        money_month.column_name,
        money_month.import_id,
        money_month.month,
        sum(money_month.lines) over (
            partition by money_month.dataset, money_month.column_name, money_month.import_id
        ) as all_lines,
        money_month.lines
    from money_month
),
strayed as (
    -- + what uploads of a month brought into others, − what uploads of others brought into it
    select
        main_month.dataset,
        main_month.column_name,
        main_month.month,
        money_month.amount
    from main_month
    join money_month
        on money_month.dataset = main_month.dataset
            and money_month.column_name = main_month.column_name
            and money_month.import_id = main_month.import_id
            and money_month.month <> main_month.month
    where main_month.lines * 2 > main_month.all_lines
    union all
    select
        main_month.dataset,
        main_month.column_name,
        money_month.month,
        -money_month.amount as amount
    from main_month
    join money_month
        on money_month.dataset = main_month.dataset
            and money_month.column_name = main_month.column_name
            and money_month.import_id = main_month.import_id
            and money_month.month <> main_month.month
    where main_month.lines * 2 > main_month.all_lines
),
only_month as (
    select money_month.dataset, money_month.import_id, min(money_month.month) as month
    from money_month
    group by money_month.dataset, money_month.import_id
    having min(money_month.month) = max(money_month.month)
),
aside as (
    select
        set_aside_money.dataset,
        set_aside_money.column_name,
        coalesce(set_aside_money.month, only_month.month) as month,
        sum(set_aside_money.amount) as amount
    from set_aside_money
    left
    join only_month on only_month.dataset = set_aside_money.dataset and only_month.import_id = set_aside_money.import_id
    group by set_aside_money.dataset, set_aside_money.column_name, coalesce(set_aside_money.month, only_month.month)
),
lost as (
    select
        strayed.dataset,
        strayed.column_name,
        strayed.month,
        sum(strayed.amount) as amount
    from strayed
    group by strayed.dataset, strayed.column_name, strayed.month
),
compared as (
    select
        books_figure.dataset,
        books_figure.month,
        books_figure.column_name,
        books_figure.amount as books,
        coalesce(here.stored, 0) as stored,
        books_figure.amount - coalesce(here.stored, 0) as difference,
        case when books_figure.amount = coalesce(here.stored, 0) then 0 else 1 end as differs,
        coalesce(aside.amount, 0) as set_aside,
        coalesce(lost.amount, 0) as other_month,
        coalesce(not_mapped_month.amount, 0) as not_mapped,
        coalesce(here.rateless, 0) as without_rate
    from books_figure
    left
    join here
        on here.dataset = books_figure.dataset
            and here.column_name = books_figure.column_name
            and here.month = books_figure.month
    left
    join aside
        on aside.dataset = books_figure.dataset
            and aside.column_name = books_figure.column_name
            and aside.month = books_figure.month
    left
    join lost
        on lost.dataset = books_figure.dataset
            and lost.column_name = books_figure.column_name
            and lost.month = books_figure.month
    left
    join not_mapped_month
        on not_mapped_month.dataset = books_figure.dataset
            and not_mapped_month.column_name = books_figure.column_name
            and not_mapped_month.month = books_figure.month
)
select
    compared.dataset,
    compared.month,
    compared.column_name,
    compared.books,
    compared.stored,
    compared.difference,
    compared.set_aside * compared.differs as set_aside,
    compared.other_month * compared.differs as other_month,
    compared.not_mapped * compared.differs as not_mapped,
    compared.without_rate * compared.differs as without_rate,
    compared.difference
        - (
            compared.set_aside + compared.other_month + compared.not_mapped + compared.without_rate
        ) * compared.differs as unknown
from compared
