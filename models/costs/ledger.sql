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
part as (
    select
        line.complaint_id,
        line.component,
        line.evidence,
        line.incurred_by,
        causing_share.caused_by,
        line.projected,
        line.dataset,
        line.amount,
        causing_share.basis_points,
        cast(
            line.customers_lost * cast(causing_share.basis_points * 0.0001 as decimal(5, 4)) as decimal(38, 15)
        ) as customers_lost,
        cast(
            round(line.amount * cast(causing_share.basis_points * 0.0001 as decimal(5, 4)), 6) as decimal(38, 6)
        ) as share_amount
    from line
    join causing_share on causing_share.complaint_id = line.complaint_id and causing_share.basis_points < 10000
),
whole as (
    select
        line.complaint_id,
        line.component,
        line.evidence,
        line.incurred_by,
        causing_share.caused_by,
        line.projected,
        line.dataset,
        causing_share.basis_points,
        line.customers_lost,
        line.amount
    from line
    join causing_share on causing_share.complaint_id = line.complaint_id and causing_share.basis_points = 10000
    union all
    select
        part.complaint_id,
        part.component,
        part.evidence,
        part.incurred_by,
        part.caused_by,
        part.projected,
        part.dataset,
        part.basis_points,
        part.customers_lost,
        case
            when row_number() over (
                partition by part.complaint_id, part.component, part.evidence, part.incurred_by, part.projected
                order by part.basis_points desc, part.caused_by
            ) = 1
            then part.share_amount + part.amount - sum(part.share_amount) over (
                partition by part.complaint_id, part.component, part.evidence, part.incurred_by, part.projected
            )
            else part.share_amount
        end as amount
    from part
)
select
    whole.complaint_id,
    complaint.customer_id,
    complaint.month,
    whole.component,
    whole.evidence,
    whole.incurred_by,
    whole.caused_by,
    cast(whole.amount as decimal(38, 6)) as amount,
    whole.projected,
    complaint.segment,
    complaint.category,
    whole.basis_points,
    whole.customers_lost,
    whole.dataset
from whole
join counted_complaint as complaint on complaint.complaint_id = whole.complaint_id
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
