-- title:   Events of a version
-- meaning: Every complaint that counts at a version, and every line of cost without one, with what is needed to find it
--          again in another version.
-- grain:   one row per complaint (or uploaded row without one) and causing sector
-- units:   complaints = share of the complaint; amount, churn_amount = reporting currency; projected_lines = rows of
--          the ledger; month = first day; brought = version
-- formula: sums of the ledger; own_rows names the uploaded rows of the complaint and of the time spent on it
-- source:  counted_complaint, complaints, causing_share, ledger, worked_minutes, line_without_complaint,
--          sector_spelling, uploads, reference_day
-- limits:  rows of customers, rates and stage times are not rows of the complaint
-- key:     event, sector, month
-- materialized: no
-- untraced: a step between the ledger and the bridge
with work as (
    select
        worked_minutes.complaint_id,
        concat(
            cast(count(*) as varchar),
            ' ',
            cast(cast(sum(worked_minutes.source_row) as bigint) as varchar),
            ' ',
            min(worked_minutes.import_id),
            ' ',
            max(worked_minutes.import_id)
        ) as work_rows
    from worked_minutes
    where worked_minutes.dataset = 'complaint_work'
    group by worked_minutes.complaint_id
),
cost as (
    select
        ledger.complaint_id,
        ledger.caused_by,
        sum(ledger.amount) as amount,
        sum(case when ledger.component = 'avoidable_churn' then ledger.amount else 0 end) as churn_amount,
        sum(case when ledger.component = 'avoidable_churn' and ledger.projected then 1 else 0 end) as projected_lines
    from ledger
    where ledger.complaint_id is not null
    group by ledger.complaint_id, ledger.caused_by
),
line as (
    select
        case
            when complaint.import_id is null
                then concat(
                    complaint.component,
                    ' ',
                    cast(complaint.month as varchar),
                    ' ',
                    complaint.segment,
                    ' ',
                    complaint.caused_by
                )
            else concat(
                complaint.component,
                ' ',
                complaint.dataset,
                ' ',
                complaint.import_id,
                ' ',
                cast(complaint.source_row as varchar)
            )
        end as event,
        concat(complaint.component, ' ', cast(complaint.month as varchar), ' ', complaint.caused_by) as family,
        complaint.caused_by,
        complaint.month,
        complaint.segment,
        complaint.import_id is not null as is_row,
        max(complaint.import_id) as import_id,
        sum(complaint.amount) as amount
    from line_without_complaint as complaint
    group by
        complaint.component,
        complaint.month,
        complaint.segment,
        complaint.caused_by,
        complaint.dataset,
        complaint.import_id,
        complaint.source_row
),
event as (
    select
        complaint.complaint_id as event,
        complaint.complaint_id as family,
        causing_share.caused_by,
        complaint.month,
        complaint.segment,
        complaint.category,
        false as is_other,
        true as is_row,
        concat(
            complaints.import_id, ' ', cast(complaints.source_row as varchar), ' ', coalesce(work.work_rows, '')
        ) as own_rows,
        complaints.import_id,
        complaint.opened_on,
        cast(causing_share.basis_points * cast(0.0001 as decimal(10, 4)) as decimal(18, 4)) as complaints,
        coalesce(cost.amount, 0) as amount,
        coalesce(cost.churn_amount, 0) as churn_amount,
        coalesce(cost.projected_lines, 0) as projected_lines
    from counted_complaint as complaint
    join causing_share on causing_share.complaint_id = complaint.complaint_id
    join complaints on complaints.complaint_id = complaint.complaint_id
    left join work on work.complaint_id = complaint.complaint_id
    left join cost on cost.complaint_id = complaint.complaint_id and cost.caused_by = causing_share.caused_by
    union all
    select
        line.event,
        line.family,
        line.caused_by,
        line.month,
        line.segment,
        '(no complaint)' as category,
        true as is_other,
        line.is_row,
        '' as own_rows,
        line.import_id,
        line.month as opened_on,
        cast(0 as decimal(18, 4)) as complaints,
        line.amount,
        cast(0 as decimal(38, 6)) as churn_amount,
        0 as projected_lines
    from line
)
select
    event.event,
    event.family,
    coalesce(sector_spelling.sector_key, event.caused_by) as sector_key,
    event.caused_by as sector,
    event.month,
    event.segment,
    event.category,
    event.is_other,
    event.is_row,
    event.own_rows,
    uploads.version as brought,
    event.opened_on,
    event.complaints,
    cast(event.amount as decimal(38, 6)) as amount,
    cast(event.churn_amount as decimal(38, 6)) as churn_amount,
    cast(event.projected_lines as integer) as projected_lines,
    assumption.version,
    reference_day.as_of
from event
cross join assumption
cross join reference_day
left join uploads on uploads.import_id = event.import_id
left
join sector_spelling
    on sector_spelling.sector = event.caused_by and sector_spelling.sector_key = sector_spelling.into_key
