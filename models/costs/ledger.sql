-- title:   Ledger
-- meaning: Every amount that unhappy customers cost, with the sector that pays it and the sector where it starts.
-- grain:   one row per complaint, component, evidence, paying sector and causing sector; per month and segment where the cost belongs to no complaint
-- units:   amount = reporting currency; basis_points = ten-thousandths of the complaint; customers_lost = customers; month = first day of the month of opened_on, or of the cost without a complaint
-- formula: amount of the line × basis_points / 10,000, rounded half away from zero at the sixth decimal; what rounding leaves goes to the largest share, the first by name of equals; below them the lines without a complaint
-- source:  cost_line, causing_share, counted_complaint, line_without_complaint
-- limits:  complaints without any amount are not in it; see costless_complaint
-- key:     complaint_id, component, evidence, incurred_by, caused_by, projected, month, segment
-- filters: month, segment, caused_by
-- trace:   ledger_source, complaint_id, customer_id, month, component, evidence, incurred_by, caused_by, projected, segment, category
-- worked:  amount = Σ cost_driver.amount by component, evidence
with line as (
    -- the complaint's own row brings one line of a component at most
    select l.complaint_id, l.component, l.evidence, l.incurred_by, l.projected, l.dataset, l.amount, l.customers_lost
    from cost_line as l
    where l.dataset = 'complaints' and (l.amount <> 0 or l.customers_lost <> 0)
    union all
    select
        l.complaint_id,
        l.component,
        l.evidence,
        l.incurred_by,
        l.projected,
        max(l.dataset) as dataset,
        sum(l.amount) as amount,
        sum(l.customers_lost) as customers_lost
    from cost_line as l
    where l.dataset <> 'complaints'
    group by l.complaint_id, l.component, l.evidence, l.incurred_by, l.projected
    having sum(l.amount) <> 0 or sum(l.customers_lost) <> 0
),
part as (
    select
        l.complaint_id,
        l.component,
        l.evidence,
        l.incurred_by,
        s.caused_by,
        l.projected,
        l.dataset,
        l.amount,
        s.basis_points,
        cast(l.customers_lost * cast(s.basis_points * 0.0001 as decimal(5, 4)) as decimal(38, 15)) as customers_lost,
        cast(round(l.amount * cast(s.basis_points * 0.0001 as decimal(5, 4)), 6) as decimal(38, 6)) as share_amount
    from line as l
    join causing_share as s on s.complaint_id = l.complaint_id and s.basis_points < 10000
),
whole as (
    select
        l.complaint_id,
        l.component,
        l.evidence,
        l.incurred_by,
        s.caused_by,
        l.projected,
        l.dataset,
        s.basis_points,
        l.customers_lost,
        l.amount
    from line as l
    join causing_share as s on s.complaint_id = l.complaint_id and s.basis_points = 10000
    union all
    select
        p.complaint_id,
        p.component,
        p.evidence,
        p.incurred_by,
        p.caused_by,
        p.projected,
        p.dataset,
        p.basis_points,
        p.customers_lost,
        case
            when row_number() over (
                partition by p.complaint_id, p.component, p.evidence, p.incurred_by, p.projected
                order by p.basis_points desc, p.caused_by
            ) = 1
            then p.share_amount + p.amount - sum(p.share_amount) over (
                partition by p.complaint_id, p.component, p.evidence, p.incurred_by, p.projected
            )
            else p.share_amount
        end as amount
    from part as p
)
select
    w.complaint_id,
    c.customer_id,
    c.month,
    w.component,
    w.evidence,
    w.incurred_by,
    w.caused_by,
    cast(w.amount as decimal(38, 6)) as amount,
    w.projected,
    c.segment,
    c.category,
    w.basis_points,
    w.customers_lost,
    w.dataset
from whole as w
join counted_complaint as c on c.complaint_id = w.complaint_id
union all
select
    cast(null as varchar) as complaint_id,
    cast(null as varchar) as customer_id,
    l.month,
    l.component,
    l.evidence,
    l.incurred_by,
    l.caused_by,
    cast(sum(l.amount) as decimal(38, 6)) as amount,
    l.projected,
    l.segment,
    '(no complaint)' as category,
    cast(null as integer) as basis_points,
    cast(sum(l.customers_lost) as decimal(38, 15)) as customers_lost,
    max(l.dataset) as dataset
from line_without_complaint as l
group by l.month, l.component, l.evidence, l.incurred_by, l.caused_by, l.projected, l.segment
having sum(l.amount) <> 0 or sum(l.customers_lost) <> 0
