-- title:   Time spent on complaints
-- meaning: Which sector spent how many minutes on a complaint.
-- grain:   one row per uploaded row that states minutes
-- units:   minutes = minutes
-- formula: complaint_work where a complaint has any, else handling_minutes of the complaint for handled_by
-- source:  complaint_work, complaints
-- limits:  time nobody recorded counts as zero; with nobody named the time is (unattributed)
-- key:     complaint_id, dataset, import_id, source_row
select w.complaint_id, w.sector, w.minutes, 'complaint_work' as dataset, w.import_id, w.source_row
from complaint_work as w
union all
select c.complaint_id, coalesce(c.handled_by, '(unattributed)') as sector, c.handling_minutes as minutes, 'complaints' as dataset, c.import_id, c.source_row
from complaints as c
where c.handling_minutes is not null
    and not exists (select 1 from complaint_work as w where w.complaint_id = c.complaint_id)
