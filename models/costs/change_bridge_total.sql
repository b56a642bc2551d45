-- title:   Why the cost changed, in all
-- meaning: The causes of the change from the period before, added up over the sectors.
-- grain:   one row per cause
-- units:   amount, cost_before, cost_after = reporting currency
-- formula: Σ over the sectors of change_bridge
-- source:  change_bridge
-- limits:  as change_bridge
-- key:     place
select
    b.cause,
    sum(b.amount) as amount,
    sum(b.cost_before) as cost_before,
    sum(b.cost_after) as cost_after,
    b.place
from change_bridge as b
group by b.cause, b.place
