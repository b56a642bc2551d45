-- title:   Work on complaints
-- meaning: Which sector spent how many minutes on a complaint.
-- grain:   one row per uploaded line
-- units:   minutes = minutes
-- source:  complaint_work, complaints
with dated as (
    -- the day of the complaint matters only where sectors were merged
    select complaints.complaint_id, complaints.opened_on
    from complaints
    where exists (select 1 from sector_moved)
)
select
    work.complaint_id,
    coalesce(sector_moved.sector, sector_spelling.sector, work.sector) as sector,
    work.minutes,
    work.import_id,
    work.source_row
from raw_complaint_work as work
cross join assumption
left join sector_spelling on sector_spelling.sector_key = work.sector
left join dated on dated.complaint_id = work.complaint_id
left
join sector_moved
    on sector_moved.sector_key = work.sector
        and dated.opened_on >= sector_moved.from_day
        and dated.opened_on < sector_moved.to_day
where work.from_version <= assumption.version and (work.to_version is null or work.to_version > assumption.version)
