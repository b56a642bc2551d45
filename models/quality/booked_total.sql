-- title:   Booked amounts, twice
-- meaning: What the complaints state was paid, beside what the ledger holds of it.
-- grain:   one row per booked component
-- units:   ledger_amount, stored_amount = reporting currency
-- formula: Σ ledger; Σ of the column of the complaints that count
-- source:  ledger, complaints
-- limits:  complaints opened up to the day of reference
-- key:     component
-- period:  all
with stored as (
    select
        sum(c.compensation) as compensation,
        sum(c.rework_cost) as rework,
        sum(c.escalation_cost) as escalation
    from complaints as c
    join counted_complaint as n on n.complaint_id = c.complaint_id
),
listed as (
    select 'compensation' as component, s.compensation as amount from stored as s
    union all
    select 'rework' as component, s.rework as amount from stored as s
    union all
    select 'escalation' as component, s.escalation as amount from stored as s
),
booked as (
    select g.component, sum(g.amount) as amount
    from ledger as g
    where g.evidence = 'booked'
    group by g.component
)
select l.component, coalesce(b.amount, 0) as ledger_amount, coalesce(l.amount, 0) as stored_amount
from listed as l
left join booked as b on b.component = l.component
