-- title:   Work on complaints
-- meaning: Every row of work on a complaint, with the sector that did it and what it cost.
-- grain:   one row per uploaded row that states minutes
-- units:   minutes = minutes; amount = reporting currency
-- formula: amount as in handling
-- source:  worked_minutes, handling, counted_complaint
-- limits:  without an hourly cost the amount is empty
-- key:     complaint_id, dataset, import_id, source_row
-- filters: month, segment, category
-- lineage: service_work, complaint_id, sector
select
    worked_minutes.complaint_id,
    complaint.month,
    complaint.segment,
    complaint.category,
    worked_minutes.sector,
    worked_minutes.minutes,
    worked_minutes.dataset,
    worked_minutes.import_id,
    worked_minutes.source_row,
    handling.amount
from worked_minutes
join counted_complaint as complaint on complaint.complaint_id = worked_minutes.complaint_id
left join handling
    on handling.complaint_id = worked_minutes.complaint_id
        and handling.dataset = worked_minutes.dataset
        and handling.import_id = worked_minutes.import_id
        and handling.source_row = worked_minutes.source_row
