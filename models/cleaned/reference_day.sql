-- title:   Day of reference
-- meaning: The day up to which everything is worked out: the one set, else the end of the last complete month in the data.
-- grain:   one row
-- units:   as_of = day, empty when no upload holds a date
-- source:  complaints, customers, transactions, assumptions
with seen as (
    select max(c.opened_on) as day from complaints as c
    union all
    select max(c.closed_on) as day from complaints as c
    union all
    select max(c.started_on) as day from customers as c
    union all
    -- an end after the upload is notice given, not yet history
    select max(c.ended_on) as day from customers as c
    left join uploads as u on u.import_id = c.import_id
    where c.ended_on <= u.imported_on or u.imported_on is null
    union all
    select max(t.sold_on) as day from transactions as t
),
latest as (
    select
        max(s.day) as day,
        cast(max(s.day) + interval '1' day as date) as next_day
    from seen as s
)
select
    coalesce(
        a.as_of,
        case
            when extract(day from l.next_day) = 1 then l.day
            else cast(cast(date_trunc('month', l.day) as date) - interval '1' day as date)
        end
    ) as as_of
from latest as l
cross join assumption as a
