-- title:   Lines of cost
-- meaning: Every amount a complaint cost, before it is shared among the sectors where it started.
-- grain:   one row per uploaded row, component and paying sector
-- units:   amount = reporting currency; customers_lost = customers
-- formula: the components of cost, one below the other
-- source:  handling, compensation, rework, escalation, avoidable_churn_cost
-- limits:  what nobody uploaded is not in it
-- key:     complaint_id, component, dataset, import_id, source_row
select h.complaint_id, h.component, h.evidence, h.incurred_by, h.amount, cast(0 as decimal(38, 15)) as customers_lost, false as projected, h.rate_source, h.dataset, h.import_id, h.source_row
from handling as h
union all
select b.complaint_id, b.component, b.evidence, b.incurred_by, b.amount, cast(0 as decimal(38, 15)) as customers_lost, false as projected, null as rate_source, b.dataset, b.import_id, b.source_row
from compensation as b
union all
select b.complaint_id, b.component, b.evidence, b.incurred_by, b.amount, cast(0 as decimal(38, 15)) as customers_lost, false as projected, null as rate_source, b.dataset, b.import_id, b.source_row
from rework as b
union all
select b.complaint_id, b.component, b.evidence, b.incurred_by, b.amount, cast(0 as decimal(38, 15)) as customers_lost, false as projected, null as rate_source, b.dataset, b.import_id, b.source_row
from escalation as b
union all
select l.complaint_id, l.component, l.evidence, l.incurred_by, l.amount, l.customers_lost, l.projected, null as rate_source, l.dataset, l.import_id, l.source_row
from avoidable_churn_cost as l
