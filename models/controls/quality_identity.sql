-- title:   Checks of quality, capacity and change
-- meaning: What must be equal in the cost of quality, the capacity of the sectors, the bridge of a change and the lines
--          that rest on assumptions.
-- grain:   one row per identity
-- units:   left_side, right_side = as the identity: an amount, hours or customers
-- formula: each side calculated from different tables
-- source:  ledger, sector_costs, supplier_purchases, capacity_month, cost_of_quality
-- limits:  always speaks of everything stored
-- key:     identity
-- period:  all
with spent as (
    select sum(quality_spend.amount) as amount from quality_spend
),
whole as (
    select sum(ledger.amount) as amount from ledger
),
parts as (
    select
        sum(cost_of_quality.amount) as amount,
        sum(case when cost_of_quality.category <> 'lost_margin' then cost_of_quality.amount end) as amount_of_quality
    from cost_of_quality
),
used as (
    select
        cast(
            cast(
                (cast(sum(worked_minutes.minutes) * 10000000000 as hugeint) + 30) // 60 as decimal(38, 0)
            ) * 0.0000000001 as decimal(28, 10)
        ) as hours
    from worked_minutes
    join counted_complaint as complaint on complaint.complaint_id = worked_minutes.complaint_id
    join running_cost on running_cost.sector = worked_minutes.sector and running_cost.month = complaint.month
    group by worked_minutes.sector, complaint.month
)
select
    'ledger + prevention + appraisal = cost of quality + lost margin' as identity,
    cast(coalesce(whole.amount, 0) + coalesce(spent.amount, 0) as decimal(38, 6)) as left_side,
    cast(coalesce(parts.amount, 0) as decimal(38, 6)) as right_side
from whole
cross join spent
cross join parts
union all
select
    'cost of quality = prevention + appraisal + internal + external failure' as identity,
    cast(cost_of_quality_total.amount as decimal(38, 6)) as left_side,
    cast(parts.amount_of_quality as decimal(38, 6)) as right_side
from cost_of_quality_total
cross join parts
union all
select
    'internal failure in the ledger = sector costs + supplier premium' as identity,
    (
        select coalesce(sum(ledger.amount), 0) from ledger where ledger.component = 'internal_failure'
    ) as left_side,
    (
        select coalesce(sum(sector_costs.amount), 0)
        from sector_costs
        cross join reference_day
        where sector_costs.purpose = 'internal_failure'
            and (reference_day.as_of is null or sector_costs.month <= reference_day.as_of)
    ) + (
        select coalesce(sum(purchase_line.amount), 0) from purchase_line
    ) as right_side
from whole
union all
select
    'hours used + unused = practical capacity' as identity,
    cast((
        select coalesce(sum(used.hours), 0) from used
    ) + (
        select coalesce(sum(capacity_month.unused_hours), 0) from capacity_month
    ) as decimal(38, 6)) as left_side,
    (
        select cast(coalesce(sum(sector_costs.practical_hours), 0) as decimal(38, 6))
        from sector_costs
        cross join reference_day
        join running_cost on running_cost.sector = sector_costs.sector and running_cost.month = sector_costs.month
        where sector_costs.purpose = 'running'
            and (reference_day.as_of is null or sector_costs.month <= reference_day.as_of)
    ) as right_side
from whole
union all
select
    'change of the cost = volume + rate + mix + price + projected' as identity,
    (
        select cast(coalesce(sum(bridge_side.amount_after - bridge_side.amount_before), 0) as decimal(38, 6))
        from bridge_side
    ) as left_side,
    (
        select cast(coalesce(sum(change_bridge.amount), 0) as decimal(38, 6)) from change_bridge
    ) as right_side
from whole
union all
select
    'left = baseline + silent + after a complaint' as identity,
    cast(round(loyalty_balance.left_in_all, 6) as decimal(38, 6)) as left_side,
    cast(
        round(loyalty_balance.baseline + loyalty_balance.silent + loyalty_balance.complaint_excess, 6) as decimal(38, 6)
    ) as right_side
from loyalty_balance
union all
select
    'amounts of assumed lines while they are off = 0' as identity,
    (
        select count(*) from ledger where ledger.evidence = 'assumed'
    ) as left_side,
    0 as right_side
from assumption
where not coalesce(assumption.include_assumed, false)
