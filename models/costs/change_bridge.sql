-- title:   Why the cost changed
-- meaning: What of the change from the period before, or from an earlier version, is due to more customers, more complaints of each, other kinds of complaint, a higher cost of each, or corrected data.
-- grain:   one row per causing sector and cause
-- units:   amount, cost_before, cost_after, cost_change = reporting currency
-- formula: one after the other: volume = cost × growth of customers; rate = complaints beyond that × cost of one before; mix = the kinds of now at their cost before, less the average cost; price = the rest; projected = the part of it in avoidable churn not yet followed up; between versions corrections = what was corrected, put in or taken away, before all others
-- source:  ledger, complaints, customers
-- limits:  without a period the last 12 months against the 12 before; kind = category and segment, a new kind enters at its own cost; a sector without complaints before changes by rate; cost without a complaint changes by price; without customers volume is 0
-- key:     sector, place
-- trace:   ledger_source, sector = caused_by, place = *, cause = *, period = "both"
-- rows:    cost_before: ledger_source, sector = caused_by, place = *, cause = *, period = "before"; cost_after: ledger_source, sector = caused_by, place = *, cause = *, period = "now"
-- adds:    amount
with kind as (
    select
        s.sector,
        s.is_other,
        s.complaints_before as n0,
        s.complaints_after as n1,
        s.amount_before as a0,
        s.amount_after as a1,
        -- the kinds of now at what they cost before
        case
            when s.complaints_after = 0 then 0
            when s.complaints_before > 0 then cast((cast(s.amount_before * 2000000 as hugeint) * cast(s.complaints_after * 10000 as hugeint) + sign(s.amount_before) * cast(s.complaints_before * 10000 as hugeint)) // cast(s.complaints_before * 20000 as hugeint) as decimal(38, 0)) * 0.000001
            else s.amount_after
        end as at_old_cost,
        case
            when s.has_projected and s.complaints_before > 0 and s.complaints_after > 0
            then s.churn_after - cast((cast(s.churn_before * 2000000 as hugeint) * cast(s.complaints_after * 10000 as hugeint) + sign(s.churn_before) * cast(s.complaints_before * 10000 as hugeint)) // cast(s.complaints_before * 20000 as hugeint) as decimal(38, 0)) * 0.000001
            else 0
        end as projected,
        s.customers_before,
        s.customers_after,
        s.corrected
    from bridge_side as s
),
whole as (
    select
        k.sector,
        sum(k.a0) - coalesce(sum(k.corrected), 0) as cost_before,
        sum(k.a1) as cost_after,
        sum(case when k.is_other then 0 else k.n0 end) as n0,
        sum(case when k.is_other then 0 else k.n1 end) as n1,
        sum(case when k.is_other then 0 else k.a0 end) as a0,
        sum(case when k.is_other then 0 else k.a1 end) as a1,
        sum(case when k.is_other then 0 else k.at_old_cost end) as at_old_cost,
        sum(k.projected) as projected,
        sum(k.corrected) as corrected,
        nullif(max(k.customers_before), 0) as customers_before,
        -- nobody now says nothing about growth
        coalesce(nullif(max(k.customers_after), 0) - max(k.customers_before), 0) as more_customers
    from kind as k
    group by k.sector
),
priced as (
    select
        w.*,
        case when w.n0 > 0 then coalesce(cast((cast(w.a0 * 2000000 as hugeint) * w.more_customers + sign(w.a0) * sign(w.more_customers) * w.customers_before) // (2 * w.customers_before) as decimal(38, 0)) * 0.000001, 0) else 0 end as volume,
        case when w.n0 > 0 then cast((cast(w.a0 * 2000000 as hugeint) * cast(w.n1 * 10000 as hugeint) + sign(w.a0) * cast(w.n0 * 10000 as hugeint)) // cast(w.n0 * 20000 as hugeint) as decimal(38, 0)) * 0.000001 else w.a1 end as at_average_cost
    from whole as w
),
parted as (
    select
        p.sector,
        p.cost_before,
        p.cost_after,
        p.volume,
        p.at_average_cost - p.a0 - p.volume as rate,
        case when p.n0 > 0 then p.at_old_cost - p.at_average_cost else 0 end as mix,
        case when p.n0 > 0 then p.projected else 0 end as projected,
        p.corrected
    from priced as p
),
listed as (
    select p.sector, 1 as place, 'volume' as cause, p.volume as amount, p.cost_before, p.cost_after
    from parted as p
    union all
    select p.sector, 2 as place, 'rate' as cause, p.rate as amount, p.cost_before, p.cost_after
    from parted as p
    union all
    select p.sector, 3 as place, 'mix' as cause, p.mix as amount, p.cost_before, p.cost_after
    from parted as p
    union all
    select p.sector, 4 as place, 'price' as cause, p.cost_after - p.cost_before - p.volume - p.rate - p.mix - p.projected - coalesce(p.corrected, 0) as amount, p.cost_before, p.cost_after
    from parted as p
    union all
    select p.sector, 5 as place, 'projected' as cause, p.projected as amount, p.cost_before, p.cost_after
    from parted as p
    union all
    select p.sector, 0 as place, 'corrections' as cause, p.corrected as amount, p.cost_before, p.cost_after
    from parted as p
    where p.corrected is not null
)
select
    l.sector,
    l.cause,
    cast(l.amount as decimal(38, 6)) as amount,
    cast(l.cost_before as decimal(38, 6)) as cost_before,
    cast(l.cost_after as decimal(38, 6)) as cost_after,
    cast(l.cost_after - l.cost_before as decimal(38, 6)) as cost_change,
    l.place
from listed as l
