-- title:   What a lost customer is counted at
-- meaning: The value of each exposed customer before the added risk: margin no longer earned, replacement cost, or the
--          lower of both.
-- grain:   one row per exposed customer and day
-- units:   value = reporting currency
-- formula: loss_basis residual_margin: value of staying; replacement: acquisition cost of a customer; lower_of: the
--          lower of both
-- source:  exposure, acquisition_cost, assumption loss_basis
-- limits:  a switch, never a sum; empty without a margin
-- key:     customer_id, exposed_on
-- period:  as_of
select
    exposure.customer_id,
    exposure.exposed_on,
    case
        when assumption.loss_basis = 'replacement' then acquisition_cost.cac
        when assumption.loss_basis = 'lower_of' and acquisition_cost.cac < exposure.value then acquisition_cost.cac
        else exposure.value
    end as value
from exposure
cross join assumption
left join acquisition_cost on acquisition_cost.channel = 'all'
