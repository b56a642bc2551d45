-- title:   Who pays
-- meaning: The sector that bears what was paid out on a complaint.
-- grain:   one row per complaint
-- units:   incurred_by = sector
-- formula: paid_by, else handled_by, else the sector with most minutes, else (unattributed)
-- source:  complaints, complaint_work
-- limits:  of sectors with equally many minutes the first by name
-- key:     complaint_id
-- materialized: no
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
)
select
    complaints.complaint_id,
    coalesce(complaints.paid_by, complaints.handled_by, worked.sector, '(unattributed)') as incurred_by
from complaints
left join worked on worked.complaint_id = complaints.complaint_id and worked.place = 1
