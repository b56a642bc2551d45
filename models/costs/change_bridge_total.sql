-- title:   Why the cost changed, in all
-- meaning: The causes of the change from the period before, or from an earlier version, added up over the sectors.
-- grain:   one row per cause
-- units:   amount, cost_before, cost_after, cost_change, starts_at, ends_at = reporting currency
-- formula: Σ over the sectors of change_bridge; starts_at, ends_at = cost_before and the amounts so far, without and with this one
-- source:  change_bridge
-- limits:  as change_bridge
-- key:     place
-- trace:   ledger_source, place = *, cause = *, period = "both"
-- rows:    cost_before: ledger_source, place = *, cause = *, period = "before"; cost_after: ledger_source, place = *, cause = *, period = "now"
-- adds:    amount
with summed as (
    select
        b.cause,
        sum(b.amount) as amount,
        sum(b.cost_before) as cost_before,
        sum(b.cost_after) as cost_after,
        sum(b.cost_change) as cost_change,
        b.place
    from change_bridge as b
    group by b.cause, b.place
)
select
    s.cause,
    s.amount,
    s.cost_before,
    s.cost_after,
    s.cost_change,
    s.cost_before + sum(s.amount) over (order by s.place) - s.amount as starts_at,
    s.cost_before + sum(s.amount) over (order by s.place) as ends_at,
    s.place
from summed as s
