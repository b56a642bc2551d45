-- title:   Two versions side by side
-- meaning: Complaints and cost of each sector and kind as an earlier version knew them, with its corrections already made, and as this one does.
-- grain:   one row per sector, segment and category with anything in either version
-- units:   complaints = Σ of shares; amounts = reporting currency; customers = Σ over the months; before and after = the earlier and the later version; corrected = what corrections changed
-- formula: before holds corrected events as they are now and leaves out those taken away; corrected = Σ over these events of amount_after − amount_before
-- source:  version_pair, version_customer
-- limits:  all that changed about a corrected event counts as its correction
-- key:     sector, segment, category, is_other
-- kept:    no
-- untraced: a step between the ledger and the bridge
with customers as (
    select sum(c.earlier_customers) as customers_before, sum(c.customers) as customers_after
    from version_customer as c
),
event as (
    select p.*, p.what in ('corrected', 'taken_away', 'added') as is_correction
    from version_pair as p
)
select
    e.sector,
    e.segment,
    e.category,
    e.is_other,
    sum(case when e.is_correction then e.complaints_after else e.complaints_before end) as complaints_before,
    sum(e.complaints_after) as complaints_after,
    cast(sum(case when e.is_correction then e.amount_after else e.amount_before end) as decimal(38, 6)) as amount_before,
    cast(sum(e.amount_after) as decimal(38, 6)) as amount_after,
    cast(sum(case when e.is_correction then e.churn_after else e.churn_before end) as decimal(38, 6)) as churn_before,
    cast(sum(e.churn_after) as decimal(38, 6)) as churn_after,
    sum(e.projected_lines) > 0 as has_projected,
    max(n.customers_before) as customers_before,
    max(n.customers_after) as customers_after,
    cast(sum(case when e.is_correction then e.amount_after - e.amount_before else 0 end) as decimal(38, 6)) as corrected
from event as e
cross join customers as n
group by e.sector, e.segment, e.category, e.is_other
