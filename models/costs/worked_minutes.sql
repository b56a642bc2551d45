-- title:   Time spent on complaints
-- meaning: Which sector spent how many minutes on a complaint.
-- grain:   one row per uploaded row that states minutes
-- units:   minutes = minutes
-- formula: complaint_work where a complaint has any, else handling_minutes of the complaint for handled_by
-- source:  complaint_work, complaints
-- limits:  time nobody recorded counts as zero; with nobody named the time is (unattributed)
-- key:     complaint_id, dataset, import_id, source_row
-- materialized: no
select
    complaint_work.complaint_id,
    complaint_work.sector,
    complaint_work.minutes,
    'complaint_work' as dataset,
    complaint_work.import_id,
    complaint_work.source_row
from complaint_work
union all
select
    complaints.complaint_id,
    coalesce(complaints.handled_by, '(unattributed)') as sector,
    complaints.handling_minutes as minutes,
    'complaints' as dataset,
    complaints.import_id,
    complaints.source_row
from complaints
where complaints.handling_minutes is not null
    and not exists (select 1 from complaint_work where complaint_work.complaint_id = complaints.complaint_id)
