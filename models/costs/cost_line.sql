-- title:   Lines of cost
-- meaning: Every amount a complaint cost, before it is shared among the sectors where it started.
-- grain:   one row per uploaded row, component and paying sector
-- units:   amount = reporting currency; customers_lost = customers
-- formula: the components of cost, one below the other
-- source:  handling, compensation, rework, escalation, avoidable_churn_cost
-- limits:  what nobody uploaded is not in it
-- key:     complaint_id, component, dataset, import_id, source_row
-- materialized: no
select
    handling.complaint_id,
    handling.component,
    handling.evidence,
    handling.incurred_by,
    handling.amount,
    cast(0 as decimal(38, 15)) as customers_lost,
    false as projected,
    handling.rate_source,
    handling.dataset,
    handling.import_id,
    handling.source_row
from handling
union all
select
    compensation.complaint_id,
    compensation.component,
    compensation.evidence,
    compensation.incurred_by,
    compensation.amount,
    cast(0 as decimal(38, 15)) as customers_lost,
    false as projected,
    null as rate_source,
    compensation.dataset,
    compensation.import_id,
    compensation.source_row
from compensation
union all
select
    rework.complaint_id,
    rework.component,
    rework.evidence,
    rework.incurred_by,
    rework.amount,
    cast(0 as decimal(38, 15)) as customers_lost,
    false as projected,
    null as rate_source,
    rework.dataset,
    rework.import_id,
    rework.source_row
from rework
union all
select
    escalation.complaint_id,
    escalation.component,
    escalation.evidence,
    escalation.incurred_by,
    escalation.amount,
    cast(0 as decimal(38, 15)) as customers_lost,
    false as projected,
    null as rate_source,
    escalation.dataset,
    escalation.import_id,
    escalation.source_row
from escalation
union all
select
    cost.complaint_id,
    cost.component,
    cost.evidence,
    cost.incurred_by,
    cost.amount,
    cost.customers_lost,
    cost.projected,
    null as rate_source,
    cost.dataset,
    cost.import_id,
    cost.source_row
from avoidable_churn_cost as cost
