-- title:   What a lost customer is counted at
-- meaning: The value of each exposed customer before the excess risk: margin no longer earned, replacement cost, or the lower of both.
-- grain:   one row per exposed customer and day
-- units:   value = reporting currency
-- formula: loss_basis residual_margin: value of staying; replacement: acquisition cost of a customer; lower_of: the lower of both
-- source:  exposure, acquisition_cost, assumption loss_basis
-- limits:  a switch, never a sum; empty without a margin
-- key:     customer_id, exposed_on
-- period:  as_of
select
    e.customer_id,
    e.exposed_on,
    case
        when a.loss_basis = 'replacement' then q.cac
        when a.loss_basis = 'lower_of' and q.cac < e.value then q.cac
        else e.value
    end as value
from exposure as e
cross join assumption as a
left join acquisition_cost as q on q.channel = 'all'
