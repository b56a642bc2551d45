-- title:   Stage times
-- meaning: When each stage of a case began and ended, which sector had it and how long it should take.
-- grain:   one row per case, stage and start
-- units:   started_at, finished_at = UTC, finished_at empty while open; month = first day of the month of the start where it was written; assigned_hours, promised_hours (of the whole case) = hours
-- source:  stage_times
select
    r.case_id,
    r.stage,
    r.started_at,
    cast(date_trunc('month', r.started_at + coalesce(r.started_at_offset, 0) * interval '1' minute) as date) as month,
    r.finished_at,
    -- a stage without a sector, or with the customer, is nobody's time
    case when r.sector <> 'customer' then coalesce(d.sector, n.sector, r.sector) end as sector,
    r.assigned_hours,
    r.promised_hours,
    r.import_id,
    r.source_row
from raw_stage_times as r
cross join assumption as a
left join sector_spelling as n on n.sector_key = r.sector
left join sector_moved as d
    on d.sector_key = r.sector
    and cast(r.started_at + coalesce(r.started_at_offset, 0) * interval '1' minute as date) >= d.from_day
    and cast(r.started_at + coalesce(r.started_at_offset, 0) * interval '1' minute as date) < d.to_day
where r.from_version <= a.version and (r.to_version is null or r.to_version > a.version)
