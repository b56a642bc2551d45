-- title:   What happened to the complaints between two versions
-- meaning: How many complaints were corrected, put in, taken away or came in since an earlier version, by the month they belong to, and what that changed.
-- grain:   one row per kind of change and month
-- units:   complaints = complaints; amount = reporting currency; month = first day
-- formula: count of the complaints; amount = Σ amount_after − amount_before
-- source:  version_pair
-- limits:  of corrected complaints only those that something changed for; a complaint moved to another month counts in the later version's
-- key:     what, month
-- kept:    no
-- untraced: a difference between two versions; the rows of each stand behind its ledger
with event as (
    select
        p.event,
        p.what,
        coalesce(max(case when p.complaints_after > 0 then p.month end), max(p.month)) as month,
        sum(p.amount_after) - sum(p.amount_before) as amount,
        max(case when p.complaints_before <> p.complaints_after or p.amount_before <> p.amount_after then 1 else 0 end) as is_changed
    from version_pair as p
    where p.what <> 'same' and not p.is_other
    group by p.event, p.what
)
select
    e.what,
    e.month,
    count(*) as complaints,
    cast(sum(e.amount) as decimal(38, 6)) as amount
from event as e
where e.is_changed = 1 or e.what <> 'corrected'
group by e.what, e.month
