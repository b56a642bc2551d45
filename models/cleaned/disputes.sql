-- title:   Disputes of findings
-- meaning: What became of each finding that was disputed here.
-- grain:   one row per audit and criterion disputed
-- units:   outcome = open, upheld or not_upheld; opened_on, answered_on = day
-- source:  dispute
select
    dispute.audit_id,
    dispute.criterion,
    dispute.outcome,
    dispute.opened_on,
    dispute.answered_on
from dispute
cross join assumption
where dispute.from_version <= assumption.version
    and (dispute.to_version is null or dispute.to_version > assumption.version)
