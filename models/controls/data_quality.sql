-- title:   What the cost rests on
-- meaning: How much of the cost of unhappy customers is booked, measured, estimated, assumed or projected, and what is
--          missing from it.
-- grain:   one row
-- units:   amount, booked, measured, estimated, assumed, projected, amount_set_aside = reporting currency;
--          rows_set_aside, amounts_without_rate = numbers; complaints_without_cost = Σ of shares
-- formula: Σ ledger by evidence; projected is a part of estimated; numbers of what is in no cost
-- source:  cost_cube, rows set aside, costless_complaint, money
-- limits:  rejected rows and amounts without a rate belong to a month, not to a sector or segment; a row whose date
--          cannot be read is counted only without a period; amount_set_aside is that of complaints
-- key:     amount
-- lineage: ledger_source, amount = *
-- column_lineage: booked: ledger_source, amount = *, evidence = "booked";
--                 measured: ledger_source, amount = *, evidence = "measured";
--                 estimated: ledger_source, amount = *, evidence = "estimated";
--                 assumed: ledger_source, amount = *, evidence = "assumed";
--                 projected: ledger_source, amount = *, projected = "true"
with cost as (
    select
        coalesce(sum(cost_cube.amount), 0) as amount,
        coalesce(sum(case when cost_cube.evidence = 'booked' then cost_cube.amount end), 0) as booked,
        coalesce(sum(case when cost_cube.evidence = 'measured' then cost_cube.amount end), 0) as measured,
        coalesce(sum(case when cost_cube.evidence = 'estimated' then cost_cube.amount end), 0) as estimated,
        coalesce(sum(case when cost_cube.evidence = 'assumed' then cost_cube.amount end), 0) as assumed,
        coalesce(sum(case when cost_cube.projected then cost_cube.amount end), 0) as projected
    from cost_cube
),
aside as (
    select
        coalesce(sum(set_aside_month.lines), 0) as rows_set_aside,
        coalesce(sum(set_aside_month.amount), 0) as amount_set_aside
    from set_aside_month
),
costless as (
    select coalesce(sum(costless_month.complaints), 0) as complaints_without_cost
    from costless_month
),
rateless as (
    select coalesce(sum(money_month.rateless_lines), 0) as amounts_without_rate
    from money_month
)
select
    cost.amount,
    cost.booked,
    cost.measured,
    cost.estimated,
    cost.assumed,
    cost.projected,
    cast(aside.rows_set_aside as bigint) as rows_set_aside,
    aside.amount_set_aside,
    costless.complaints_without_cost,
    cast(rateless.amounts_without_rate as bigint) as amounts_without_rate
from cost
cross join aside
cross join costless
cross join rateless
