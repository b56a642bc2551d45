-- title:   Handled complaints
-- meaning: Which sector handled each complaint, how much of it started there, and how it ended.
-- grain:   one row per complaint
-- units:   points_here, points_known = ten-thousandths that started in the handling sector, and in any known one; handovers = times
-- formula: handled_by, else the sector with most minutes, else (unattributed)
-- source:  complaints, complaint_work, causing_share
-- limits:  of sectors with equally many minutes the first by name
-- key:     complaint_id
-- filters: month, segment
with worked as (
    select
        w.complaint_id,
        w.sector,
        row_number() over (partition by w.complaint_id order by sum(w.minutes) desc, w.sector) as place
    from complaint_work as w
    group by w.complaint_id, w.sector
),
handled as (
    select
        n.complaint_id,
        n.month,
        n.segment,
        coalesce(c.handled_by, w.sector, '(unattributed)') as sector,
        c.handovers,
        c.first_contact,
        c.resolved
    from counted_complaint as n
    join complaints as c on c.complaint_id = n.complaint_id
    left join worked as w on w.complaint_id = n.complaint_id and w.place = 1
)
select
    h.complaint_id,
    max(h.month) as month,
    max(h.segment) as segment,
    max(h.sector) as sector,
    max(h.handovers) as handovers,
    max(case when h.first_contact then 1 when not h.first_contact then 0 end) as first_contact,
    max(case when h.resolved then 1 when not h.resolved then 0 end) as resolved,
    sum(case when s.caused_by = h.sector and s.caused_by <> '(unattributed)' then s.basis_points else 0 end) as points_here,
    sum(case when s.caused_by <> '(unattributed)' and h.sector <> '(unattributed)' then s.basis_points else 0 end) as points_known
from handled as h
join causing_share as s on s.complaint_id = h.complaint_id
group by h.complaint_id
