-- title:   Who pays
-- meaning: The sector that bears what was paid out on a complaint.
-- grain:   one row per complaint
-- units:   incurred_by = sector
-- formula: paid_by, else handled_by, else the sector with most minutes, else (unattributed)
-- source:  complaints, complaint_work
-- limits:  of sectors with equally many minutes the first by name
-- key:     complaint_id
with worked as (
    select
        w.complaint_id,
        w.sector,
        row_number() over (partition by w.complaint_id order by sum(w.minutes) desc, w.sector) as place
    from complaint_work as w
    group by w.complaint_id, w.sector
)
select
    c.complaint_id,
    coalesce(c.paid_by, c.handled_by, w.sector, '(unattributed)') as incurred_by
from complaints as c
left join worked as w on w.complaint_id = c.complaint_id and w.place = 1
