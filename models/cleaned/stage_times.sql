-- title:   Stage times
-- meaning: When each stage of a case began and ended, which sector had it and how long it should take.
-- grain:   one row per case, stage and start
-- units:   started_at, finished_at, promised_at (of the whole case) = UTC, finished_at empty while open; month = first
--          day of the month of the start where it was written; assigned_hours, promised_hours (of the whole case) =
--          hours
-- source:  stage_times
select
    raw_stage_times.case_id,
    raw_stage_times.stage,
    raw_stage_times.started_at,
    cast(
        date_trunc(
            'month', raw_stage_times.started_at + coalesce(raw_stage_times.started_at_offset, 0) * interval '1' minute
        ) as date
    ) as month,
    raw_stage_times.finished_at,
    -- a stage without a sector, or with the customer, is nobody's time
    case
        when raw_stage_times.sector <> 'customer'
            then coalesce(sector_moved.sector, sector_spelling.sector, raw_stage_times.sector)
    end as sector,
    raw_stage_times.assigned_hours,
    raw_stage_times.promised_hours,
    -- a promise without an offset is on the clock of the stage
    raw_stage_times.promised_at - case
        when raw_stage_times.promised_at_offset is null then coalesce(raw_stage_times.started_at_offset, 0) else 0
    end * interval '1' minute as promised_at,
    raw_stage_times.import_id,
    raw_stage_times.source_row
from raw_stage_times
cross join assumption
left join sector_spelling on sector_spelling.sector_key = raw_stage_times.sector
left join sector_moved
    on sector_moved.sector_key = raw_stage_times.sector
    and cast(
        raw_stage_times.started_at + coalesce(raw_stage_times.started_at_offset, 0) * interval '1' minute as date
    ) >= sector_moved.from_day
    and cast(
        raw_stage_times.started_at + coalesce(raw_stage_times.started_at_offset, 0) * interval '1' minute as date
    ) < sector_moved.to_day
where raw_stage_times.from_version <= assumption.version
    and (raw_stage_times.to_version is null or raw_stage_times.to_version > assumption.version)
