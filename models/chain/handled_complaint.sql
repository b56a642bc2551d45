-- title:   Handled complaints
-- meaning: Which sector handled each complaint, how much of it started there, and how it ended.
-- grain:   one row per complaint
-- units:   points_here, points_known = ten-thousandths that started in the handling sector, and in any known one;
--          handovers = times
-- formula: handled_by, else the sector with most minutes, else (unattributed)
-- source:  complaints, complaint_work, causing_share
-- limits:  of sectors with equally many minutes the first by name
-- key:     complaint_id
-- filters: month, segment
with worked as (
    select
        complaint_work.complaint_id,
        complaint_work.sector,
        row_number() over (
            partition by complaint_work.complaint_id
            order by sum(complaint_work.minutes) desc, complaint_work.sector
        ) as place
    from complaint_work
    group by complaint_work.complaint_id, complaint_work.sector
),
handled as (
    select
        complaint.complaint_id,
        complaint.month,
        complaint.segment,
        coalesce(complaints.handled_by, worked.sector, '(unattributed)') as sector,
        complaints.handovers,
        complaints.first_contact,
        complaints.resolved
    from counted_complaint as complaint
    join complaints on complaints.complaint_id = complaint.complaint_id
    left join worked on worked.complaint_id = complaint.complaint_id and worked.place = 1
)
select
    handled.complaint_id,
    handled.month,
    handled.segment,
    handled.sector,
    handled.handovers,
    case when handled.first_contact then 1 when not handled.first_contact then 0 end as first_contact,
    case when handled.resolved then 1 when not handled.resolved then 0 end as resolved,
    cast(
        case when handled.sector <> '(unattributed)' then coalesce(share_here.basis_points, 0) else 0 end as hugeint
    ) as points_here,
    -- the shares of a complaint are ten thousand in all
    cast(
        case when handled.sector <> '(unattributed)' then 10000 - coalesce(share_nowhere.basis_points, 0) else 0 end
        as hugeint
    ) as points_known
from handled
left
join causing_share as share_here
    on share_here.complaint_id = handled.complaint_id and share_here.caused_by = handled.sector
left
join causing_share as share_nowhere
    on share_nowhere.complaint_id = handled.complaint_id and share_nowhere.caused_by = '(unattributed)'
