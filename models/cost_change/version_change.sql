-- title:   What happened to the complaints between two versions
-- meaning: How many complaints were corrected, added, removed or new since an earlier version, by the month they
--          belong to, and what that changed.
-- grain:   one row per kind of change and month
-- units:   complaints = complaints; amount = reporting currency; month = first day
-- formula: count of the complaints; amount = Σ amount_after − amount_before
-- source:  version_pair
-- limits:  of corrected complaints only those that something changed for; a complaint moved to another month counts in
--          the later version's
-- key:     what, month
-- materialized: no
-- untraced: a difference between two versions; the rows of each stand behind its ledger
with event as (
    select
        version_pair.event,
        version_pair.what,
        coalesce(
            max(case when version_pair.complaints_after > 0 then version_pair.month end), max(version_pair.month)
        ) as month,
        sum(version_pair.amount_after) - sum(version_pair.amount_before) as amount,
        max(
            case
                when version_pair.complaints_before <> version_pair.complaints_after
                    or version_pair.amount_before <> version_pair.amount_after
                    then 1
                else 0
            end
        ) as is_changed
    from version_pair
    where version_pair.what <> 'same' and not version_pair.is_other
    group by version_pair.event, version_pair.what
)
select
    event.what,
    event.month,
    count(*) as complaints,
    cast(sum(event.amount) as decimal(38, 6)) as amount
from event
where event.is_changed = 1 or event.what <> 'corrected'
group by event.what, event.month
