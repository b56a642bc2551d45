-- title:   Ledger
-- meaning: Every amount that unhappy customers cost, with the sector that pays it and the sector where it starts.
-- grain:   one row per complaint, component, evidence, paying sector and causing sector; per month and segment where
--          the cost belongs to no complaint
-- units:   amount = reporting currency; basis_points = ten-thousandths of the complaint; customers_lost = customers;
--          month = first day of the month of opened_on, or of the cost without a complaint
-- formula: amount of the line × basis_points / 10,000, rounded half away from zero at the sixth decimal; what rounding
--          leaves goes to the largest share, the first by name of equals; below them the lines without a complaint
-- source:  cost_line, causing_share, counted_complaint, line_without_complaint
-- limits:  complaints without any amount are not in it; see costless_complaint
-- key:     complaint_id, component, evidence, incurred_by, caused_by, projected, month, segment
-- filters: month, segment, caused_by, category
-- lineage: ledger_source, complaint_id, customer_id, month, component, evidence, incurred_by, caused_by, projected,
--          segment, category
-- decomposition: amount = Σ cost_driver.amount by component, evidence
with line as (
    -- the complaint's own row brings one line of a component at most
    select
        cost_line.complaint_id,
        cost_line.component,
        cost_line.evidence,
        cost_line.incurred_by,
        cost_line.projected,
        cost_line.dataset,
        cost_line.amount,
        cost_line.customers_lost
    from cost_line
    where cost_line.dataset = 'complaints' and (cost_line.amount <> 0 or cost_line.customers_lost <> 0)
    union all
    select
        cost_line.complaint_id,
        cost_line.component,
        cost_line.evidence,
        cost_line.incurred_by,
        cost_line.projected,
        max(cost_line.dataset) as dataset,
        sum(cost_line.amount) as amount,
        sum(cost_line.customers_lost) as customers_lost
    from cost_line
    where cost_line.dataset <> 'complaints'
    group by cost_line.complaint_id, cost_line.component, cost_line.evidence, cost_line.incurred_by, cost_line.projected
    having sum(cost_line.amount) <> 0 or sum(cost_line.customers_lost) <> 0
),
cause as (
    select
        complaint.complaint_id,
        complaint.customer_id,
        complaint.month,
        complaint.segment,
        complaint.category,
        causing_share.caused_by,
        causing_share.basis_points
    from causing_share
    join counted_complaint as complaint on complaint.complaint_id = causing_share.complaint_id
),
shared as (
    select
        line.complaint_id,
        cause.customer_id,
        cause.month,
        line.component,
        line.evidence,
        line.incurred_by,
        cause.caused_by,
        line.amount,
        line.projected,
        cause.segment,
        cause.category,
        cause.basis_points,
        line.customers_lost,
        line.dataset,
        cast(
            round(line.amount * cast(cause.basis_points * 0.0001 as decimal(5, 4)), 6) as decimal(38, 6)
        ) as share_amount
    from line
    join cause on cause.complaint_id = line.complaint_id
    where cause.basis_points < 10000
)
select
    line.complaint_id,
    cause.customer_id,
    cause.month,
    line.component,
    line.evidence,
    line.incurred_by,
    cause.caused_by,
    cast(line.amount as decimal(38, 6)) as amount,
    line.projected,
    cause.segment,
    cause.category,
    cause.basis_points,
    line.customers_lost,
    line.dataset
from line
join cause on cause.complaint_id = line.complaint_id
where cause.basis_points = 10000
union all
select
    shared.complaint_id,
    shared.customer_id,
    shared.month,
    shared.component,
    shared.evidence,
    shared.incurred_by,
    shared.caused_by,
    cast(
        case
            when row_number() over (
                partition by
                    shared.complaint_id, shared.component, shared.evidence, shared.incurred_by, shared.projected
                order by shared.basis_points desc, shared.caused_by
            ) = 1
            then shared.share_amount + shared.amount - sum(shared.share_amount) over (
                partition by
                    shared.complaint_id, shared.component, shared.evidence, shared.incurred_by, shared.projected
            )
            else shared.share_amount
        end as decimal(38, 6)
    ) as amount,
    shared.projected,
    shared.segment,
    shared.category,
    shared.basis_points,
    cast(
        shared.customers_lost * cast(shared.basis_points * 0.0001 as decimal(5, 4)) as decimal(38, 15)
    ) as customers_lost,
    shared.dataset
from shared
union all
select
    cast(null as varchar) as complaint_id,
    cast(null as varchar) as customer_id,
    complaint.month,
    complaint.component,
    complaint.evidence,
    complaint.incurred_by,
    complaint.caused_by,
    cast(sum(complaint.amount) as decimal(38, 6)) as amount,
    complaint.projected,
    complaint.segment,
    '(no complaint)' as category,
    cast(null as integer) as basis_points,
    cast(sum(complaint.customers_lost) as decimal(38, 15)) as customers_lost,
    max(complaint.dataset) as dataset
from line_without_complaint as complaint
group by
    complaint.month,
    complaint.component,
    complaint.evidence,
    complaint.incurred_by,
    complaint.caused_by,
    complaint.projected,
    complaint.segment
having sum(complaint.amount) <> 0 or sum(complaint.customers_lost) <> 0
