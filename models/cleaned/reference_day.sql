-- title:   Day of reference
-- meaning: The day up to which everything is calculated: the one set, else the end of the last complete month in the
--          data.
-- grain:   one row
-- units:   as_of = day, empty when no upload holds a date
-- source:  complaints, customers, transactions, assumptions
with complained as (
    -- from the stored rows, so that whoever needs the day only does not wait for all complaints
    select max(raw_complaints.opened_on) as opened_on, max(raw_complaints.closed_on) as closed_on
    from raw_complaints
    cross join assumption
    where raw_complaints.from_version <= assumption.version
        and (raw_complaints.to_version is null or raw_complaints.to_version > assumption.version)
),
seen as (
    select complained.opened_on as day from complained
    union all
    select complained.closed_on as day from complained
    union all
    select max(customers.started_on) as day from customers
    union all
    -- an end after the upload is notice given, not yet history
    select max(customers.ended_on) as day from customers
    left join uploads on uploads.import_id = customers.import_id
    where customers.ended_on <= uploads.imported_on or uploads.imported_on is null
    union all
    select max(transactions.sold_on) as day from transactions
),
latest as (
    select
        max(seen.day) as day,
        cast(max(seen.day) + interval '1' day as date) as next_day
    from seen
)
select
    coalesce(
        assumption.as_of,
        case
            when extract(day from latest.next_day) = 1 then latest.day
            else cast(cast(date_trunc('month', latest.day) as date) - interval '1' day as date)
        end
    ) as as_of
from latest
cross join assumption
