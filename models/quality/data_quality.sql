-- title:   What the cost rests on
-- meaning: How much of the cost of dissatisfaction is booked, measured, estimated, assumed or projected, and what is missing from it.
-- grain:   one row
-- units:   amount, booked, measured, estimated, assumed, projected, amount_set_aside = reporting currency; rows_set_aside, amounts_without_rate = numbers; complaints_without_cost = Σ of shares
-- formula: Σ ledger by evidence; projected is a part of estimated; numbers of what is in no cost
-- source:  cost_cube, rows set aside, costless_complaint, money
-- limits:  rows set aside and amounts without a rate belong to a month, not to a sector or segment; a row whose date cannot be read is counted only without a period; amount_set_aside is that of complaints
-- key:     amount
-- trace:   ledger_source, amount = *
-- rows:    booked: ledger_source, amount = *, evidence = "booked"; measured: ledger_source, amount = *, evidence = "measured"; estimated: ledger_source, amount = *, evidence = "estimated"; assumed: ledger_source, amount = *, evidence = "assumed"; projected: ledger_source, amount = *, projected = "true"
with cost as (
    select
        coalesce(sum(c.amount), 0) as amount,
        coalesce(sum(case when c.evidence = 'booked' then c.amount end), 0) as booked,
        coalesce(sum(case when c.evidence = 'measured' then c.amount end), 0) as measured,
        coalesce(sum(case when c.evidence = 'estimated' then c.amount end), 0) as estimated,
        coalesce(sum(case when c.evidence = 'assumed' then c.amount end), 0) as assumed,
        coalesce(sum(case when c.projected then c.amount end), 0) as projected
    from cost_cube as c
),
aside as (
    select coalesce(sum(s.lines), 0) as rows_set_aside, coalesce(sum(s.amount), 0) as amount_set_aside
    from set_aside_month as s
),
costless as (
    select coalesce(sum(n.complaints), 0) as complaints_without_cost
    from costless_month as n
),
rateless as (
    select coalesce(sum(m.rateless_lines), 0) as amounts_without_rate
    from money_month as m
)
select
    c.amount,
    c.booked,
    c.measured,
    c.estimated,
    c.assumed,
    c.projected,
    cast(a.rows_set_aside as bigint) as rows_set_aside,
    a.amount_set_aside,
    n.complaints_without_cost,
    cast(r.amounts_without_rate as bigint) as amounts_without_rate
from cost as c
cross join aside as a
cross join costless as n
cross join rateless as r
