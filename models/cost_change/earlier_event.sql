-- title:   Events of the version compared with
-- meaning: The events of the earlier version that this one is compared with; none unless two versions are compared.
-- grain:   as version_event
-- units:   as version_event
-- formula: version_event of the earlier version, put in its place by a comparison
-- source:  version_event
-- limits:  as version_event
-- key:     event, sector, month
-- materialized: no
-- untraced: a step between the ledger and the bridge
select
    version_event.event,
    version_event.family,
    version_event.sector_key,
    version_event.sector,
    version_event.month,
    version_event.segment,
    version_event.category,
    version_event.is_other,
    version_event.is_row,
    version_event.own_rows,
    version_event.brought,
    version_event.opened_on,
    version_event.complaints,
    version_event.amount,
    version_event.churn_amount,
    version_event.projected_lines,
    version_event.version,
    version_event.as_of
from version_event
where false
