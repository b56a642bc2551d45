-- title:   Events of a version
-- meaning: Every complaint that counts at a version, and every line of cost without one, with what is needed to find it again in another version.
-- grain:   one row per complaint (or uploaded row without one) and causing sector
-- units:   complaints = share of the complaint; amount, churn_amount = reporting currency; projected_lines = rows of the ledger; month = first day; brought = version
-- formula: sums of the ledger; own_rows names the uploaded rows of the complaint and of the time spent on it
-- source:  counted_complaint, complaints, causing_share, ledger, worked_minutes, line_without_complaint, sector_spelling, uploads, reference_day
-- limits:  rows of customers, rates and stage times are not rows of the complaint
-- key:     event, sector, month
-- kept:    no
-- untraced: a step between the ledger and the bridge
with work as (
    select
        w.complaint_id,
        concat(cast(count(*) as varchar), ' ', cast(cast(sum(w.source_row) as bigint) as varchar), ' ', min(w.import_id), ' ', max(w.import_id)) as work_rows
    from worked_minutes as w
    where w.dataset = 'complaint_work'
    group by w.complaint_id
),
cost as (
    select
        g.complaint_id,
        g.caused_by,
        sum(g.amount) as amount,
        sum(case when g.component = 'avoidable_churn' then g.amount else 0 end) as churn_amount,
        sum(case when g.component = 'avoidable_churn' and g.projected then 1 else 0 end) as projected_lines
    from ledger as g
    where g.complaint_id is not null
    group by g.complaint_id, g.caused_by
),
line as (
    select
        case
            when l.import_id is null then concat(l.component, ' ', cast(l.month as varchar), ' ', l.segment, ' ', l.caused_by)
            else concat(l.component, ' ', l.dataset, ' ', l.import_id, ' ', cast(l.source_row as varchar))
        end as event,
        concat(l.component, ' ', cast(l.month as varchar), ' ', l.caused_by) as family,
        l.caused_by,
        l.month,
        l.segment,
        l.import_id is not null as is_row,
        max(l.import_id) as import_id,
        sum(l.amount) as amount
    from line_without_complaint as l
    group by l.component, l.month, l.segment, l.caused_by, l.dataset, l.import_id, l.source_row
),
event as (
    select
        c.complaint_id as event,
        c.complaint_id as family,
        s.caused_by,
        c.month,
        c.segment,
        c.category,
        false as is_other,
        true as is_row,
        concat(r.import_id, ' ', cast(r.source_row as varchar), ' ', coalesce(w.work_rows, '')) as own_rows,
        r.import_id,
        c.opened_on,
        cast(s.basis_points * cast(0.0001 as decimal(10, 4)) as decimal(18, 4)) as complaints,
        coalesce(g.amount, 0) as amount,
        coalesce(g.churn_amount, 0) as churn_amount,
        coalesce(g.projected_lines, 0) as projected_lines
    from counted_complaint as c
    join causing_share as s on s.complaint_id = c.complaint_id
    join complaints as r on r.complaint_id = c.complaint_id
    left join work as w on w.complaint_id = c.complaint_id
    left join cost as g on g.complaint_id = c.complaint_id and g.caused_by = s.caused_by
    union all
    select
        l.event,
        l.family,
        l.caused_by,
        l.month,
        l.segment,
        '(no complaint)' as category,
        true as is_other,
        l.is_row,
        '' as own_rows,
        l.import_id,
        l.month as opened_on,
        cast(0 as decimal(18, 4)) as complaints,
        l.amount,
        cast(0 as decimal(38, 6)) as churn_amount,
        0 as projected_lines
    from line as l
)
select
    e.event,
    e.family,
    coalesce(k.sector_key, e.caused_by) as sector_key,
    e.caused_by as sector,
    e.month,
    e.segment,
    e.category,
    e.is_other,
    e.is_row,
    e.own_rows,
    u.version as brought,
    e.opened_on,
    e.complaints,
    cast(e.amount as decimal(38, 6)) as amount,
    cast(e.churn_amount as decimal(38, 6)) as churn_amount,
    cast(e.projected_lines as integer) as projected_lines,
    a.version,
    d.as_of
from event as e
cross join assumption as a
cross join reference_day as d
left join uploads as u on u.import_id = e.import_id
left join sector_spelling as k on k.sector = e.caused_by and k.sector_key = k.into_key
