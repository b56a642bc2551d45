-- title:   Events of the version compared with
-- meaning: The events of the earlier version that this one is compared with; none unless two versions are compared.
-- grain:   as version_event
-- units:   as version_event
-- formula: version_event of the earlier version, put in its place by a comparison
-- source:  version_event
-- limits:  as version_event
-- key:     event, sector, month
-- kept:    no
-- untraced: a step between the ledger and the bridge
select
    e.event,
    e.family,
    e.sector_key,
    e.sector,
    e.month,
    e.segment,
    e.category,
    e.is_other,
    e.is_row,
    e.own_rows,
    e.brought,
    e.opened_on,
    e.complaints,
    e.amount,
    e.churn_amount,
    e.projected_lines,
    e.version,
    e.as_of
from version_event as e
where false
