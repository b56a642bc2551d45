-- title:   Booked amounts, twice
-- meaning: What the complaints state was paid, beside what the ledger has of it.
-- grain:   one row per booked component
-- units:   ledger_amount, stored_amount = reporting currency
-- formula: Σ ledger; Σ of the complaints' column of that name (compensation, rework_cost)
-- source:  ledger, complaints
-- limits:  complaints opened up to the day of reference
-- key:     component
-- period:  all
with stored as (
    select money.column_name, sum(money.converted) as amount
    from money
    cross join reference_day
    where money.dataset = 'complaints' and (reference_day.as_of is null or money.day <= reference_day.as_of)
    group by money.column_name
),
booked as (
    select ledger.component, sum(ledger.amount) as amount
    from ledger
    where ledger.evidence = 'booked' and ledger.complaint_id is not null
    group by ledger.component
)
select
    coalesce(booked.component, stored.column_name) as component,
    coalesce(booked.amount, 0) as ledger_amount,
    coalesce(stored.amount, 0) as stored_amount
from stored
full outer join booked on stored.column_name in (booked.component, concat(booked.component, '_cost'))
