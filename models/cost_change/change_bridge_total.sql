-- title:   Why the cost changed, in all
-- meaning: The causes of the change from the period before, or from an earlier version, added up over the sectors.
-- grain:   one row per cause
-- units:   amount, cost_before, cost_after, cost_change, starts_at, ends_at = reporting currency
-- formula: Σ over the sectors of change_bridge; starts_at, ends_at = cost_before and the amounts so far, without and
--          with this one
-- source:  change_bridge
-- limits:  as change_bridge
-- key:     place
-- lineage: ledger_source, place = *, cause = *, period = "both"
-- column_lineage: cost_before: ledger_source, place = *, cause = *, period = "before";
--                 cost_after: ledger_source, place = *, cause = *, period = "now"
-- decomposition: amount = Σ change_bridge_total.amount by cause
-- additive: amount
with summed as (
    select
        change_bridge.cause,
        sum(change_bridge.amount) as amount,
        sum(change_bridge.cost_before) as cost_before,
        sum(change_bridge.cost_after) as cost_after,
        sum(change_bridge.cost_change) as cost_change,
        change_bridge.place
    from change_bridge
    group by change_bridge.cause, change_bridge.place
)
select
    summed.cause,
    summed.amount,
    summed.cost_before,
    summed.cost_after,
    summed.cost_change,
    summed.cost_before + sum(summed.amount) over (order by summed.place) - summed.amount as starts_at,
    summed.cost_before + sum(summed.amount) over (order by summed.place) as ends_at,
    summed.place
from summed
