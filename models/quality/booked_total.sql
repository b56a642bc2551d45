-- title:   Booked amounts, twice
-- meaning: What the complaints state was paid, beside what the ledger holds of it for complaints.
-- grain:   one row per booked component
-- units:   ledger_amount, stored_amount = reporting currency
-- formula: Σ ledger; Σ of the complaints' column of that name (compensation, rework_cost)
-- source:  ledger, complaints
-- limits:  complaints opened up to the day of reference
-- key:     component
-- period:  all
with stored as (
    select m.column_name, sum(m.converted) as amount
    from money as m
    cross join reference_day as d
    where m.dataset = 'complaints' and (d.as_of is null or m.day <= d.as_of)
    group by m.column_name
),
booked as (
    select g.component, sum(g.amount) as amount
    from ledger as g
    where g.evidence = 'booked' and g.complaint_id is not null
    group by g.component
)
select
    coalesce(b.component, s.column_name) as component,
    coalesce(b.amount, 0) as ledger_amount,
    coalesce(s.amount, 0) as stored_amount
from stored as s
full outer join booked as b on s.column_name in (b.component, concat(b.component, '_cost'))
