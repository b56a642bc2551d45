-- title:   Two versions side by side
-- meaning: Complaints and cost of each sector and type as an earlier version knew them, with its corrections already
--          made, and as this one does.
-- grain:   one row per sector, segment and category with anything in either version
-- units:   complaints = Σ of shares; amounts = reporting currency; customers = Σ over the months; before and after =
--          the earlier and the later version; corrected = what corrections changed
-- formula: before holds corrected events as they are now and leaves out those taken away; corrected = Σ over these
--          events of amount_after − amount_before
-- source:  version_pair, version_customer
-- limits:  all that changed about a corrected event counts as its correction
-- key:     sector, segment, category, is_other
-- materialized: no
-- untraced: a step between the ledger and the bridge
with customers as (
    select
        sum(version_customer.earlier_customers) as customers_before,
        sum(version_customer.customers) as customers_after
    from version_customer
),
event as (
    select version_pair.*, version_pair.what in ('corrected', 'taken_away', 'added') as is_correction
    from version_pair
)
select
    event.sector,
    event.segment,
    event.category,
    event.is_other,
    sum(
        case when event.is_correction then event.complaints_after else event.complaints_before end
    ) as complaints_before,
    sum(event.complaints_after) as complaints_after,
    cast(
        sum(case when event.is_correction then event.amount_after else event.amount_before end) as decimal(38, 6)
    ) as amount_before,
    cast(sum(event.amount_after) as decimal(38, 6)) as amount_after,
    cast(
        sum(case when event.is_correction then event.churn_after else event.churn_before end) as decimal(38, 6)
    ) as churn_before,
    cast(sum(event.churn_after) as decimal(38, 6)) as churn_after,
    sum(event.projected_lines) > 0 as has_projected,
    max(customers.customers_before) as customers_before,
    max(customers.customers_after) as customers_after,
    cast(
        sum(case when event.is_correction then event.amount_after - event.amount_before else 0 end) as decimal(38, 6)
    ) as corrected
from event
cross join customers
group by event.sector, event.segment, event.category, event.is_other
