-- title:   Identities of quality, capacity and change
-- meaning: What must be equal in the cost of quality, the capacity of the sectors, the bridge of a change and the lines that rest on assumptions.
-- grain:   one row per identity
-- units:   left_side, right_side = as the identity: an amount, hours or customers
-- formula: each side worked out from different tables
-- source:  ledger, sector_costs, supplier_purchases, capacity_month, cost_of_quality
-- limits:  always speaks of everything stored
-- key:     identity
-- period:  all
with spent as (
    select sum(q.amount) as amount from quality_spend as q
),
whole as (
    select sum(g.amount) as amount from ledger as g
),
parts as (
    select
        sum(c.amount) as amount,
        sum(case when c.category <> 'lost_margin' then c.amount end) as amount_of_quality
    from cost_of_quality as c
),
used as (
    select cast(cast((cast(sum(m.minutes) * 10000000000 as hugeint) + 30) // 60 as decimal(38, 0)) * 0.0000000001 as decimal(28, 10)) as hours
    from worked_minutes as m
    join counted_complaint as c on c.complaint_id = m.complaint_id
    join running_cost as r on r.sector = m.sector and r.month = c.month
    group by m.sector, c.month
)
select
    'ledger + prevention + appraisal = cost of quality + lost margin' as identity,
    cast(coalesce(w.amount, 0) + coalesce(s.amount, 0) as decimal(38, 6)) as left_side,
    cast(coalesce(p.amount, 0) as decimal(38, 6)) as right_side
from whole as w
cross join spent as s
cross join parts as p
union all
select
    'cost of quality = prevention + appraisal + internal + external failure' as identity,
    cast(t.amount as decimal(38, 6)) as left_side,
    cast(p.amount_of_quality as decimal(38, 6)) as right_side
from cost_of_quality_total as t
cross join parts as p
union all
select
    'internal failure in the ledger = sector costs + supplier premium' as identity,
    (
        select coalesce(sum(g.amount), 0) from ledger as g where g.component = 'internal_failure'
    ) as left_side,
    (
        select coalesce(sum(s.amount), 0)
        from sector_costs as s
        cross join reference_day as d
        where s.purpose = 'internal_failure' and (d.as_of is null or s.month <= d.as_of)
    ) + (
        select coalesce(sum(p.amount), 0) from purchase_line as p
    ) as right_side
from whole as w
union all
select
    'hours used + unused = practical capacity' as identity,
    cast((
        select coalesce(sum(u.hours), 0) from used as u
    ) + (
        select coalesce(sum(c.unused_hours), 0) from capacity_month as c
    ) as decimal(38, 6)) as left_side,
    (
        select cast(coalesce(sum(s.practical_hours), 0) as decimal(38, 6))
        from sector_costs as s
        cross join reference_day as d
        join running_cost as r on r.sector = s.sector and r.month = s.month
        where s.purpose = 'running' and (d.as_of is null or s.month <= d.as_of)
    ) as right_side
from whole as w
union all
select
    'change of the cost = volume + rate + mix + price + projected' as identity,
    (
        select cast(coalesce(sum(s.amount_after - s.amount_before), 0) as decimal(38, 6)) from bridge_side as s
    ) as left_side,
    (
        select cast(coalesce(sum(b.amount), 0) as decimal(38, 6)) from change_bridge as b
    ) as right_side
from whole as w
union all
select
    'left = baseline + silent + after a complaint' as identity,
    cast(round(b.left_in_all, 6) as decimal(38, 6)) as left_side,
    cast(round(b.baseline + b.silent + b.complaint_excess, 6) as decimal(38, 6)) as right_side
from loyalty_balance as b
union all
select
    'amounts of assumed lines while they are off = 0' as identity,
    (
        select count(*) from ledger as g where g.evidence = 'assumed'
    ) as left_side,
    0 as right_side
from assumption as a
where not coalesce(a.include_assumed, false)
