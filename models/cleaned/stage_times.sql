-- title:   Stage times
-- meaning: When each stage of a case began and ended, which sector had it, whose the case is and how long it should
--          take.
-- grain:   one row per case, stage and start
-- units:   started_at, finished_at, promised_at (of the whole case) = UTC, finished_at empty while open; month = first
--          day of the month of the start where it was written; assigned_hours, promised_hours (of the whole case) =
--          hours; started_worked, finished_worked, promised_worked = seconds of working time up to that moment, of
--          which only differences mean something; empty where no working hours are set
-- source:  stage_times, working_day
with stated as (
    select
        raw_stage_times.*,
        case
            when raw_stage_times.started_at_offset is null or start_zone_day.ahead_before is null
                then coalesce(raw_stage_times.started_at_offset, 0)
            when raw_stage_times.started_at < start_zone_day.changes_at then start_zone_day.ahead_before
            else start_zone_day.ahead_after
        end as start_ahead,
        case
            when raw_stage_times.finished_at_offset is null or finish_zone_day.ahead_before is null
                then coalesce(raw_stage_times.finished_at_offset, 0)
            when raw_stage_times.finished_at < finish_zone_day.changes_at then finish_zone_day.ahead_before
            else finish_zone_day.ahead_after
        end as finish_ahead,
        case
            when raw_stage_times.promised_at_offset is null or due_zone_day.ahead_before is null
                then raw_stage_times.promised_at_offset
            when raw_stage_times.promised_at < due_zone_day.changes_at then due_zone_day.ahead_before
            else due_zone_day.ahead_after
        end as due_ahead
    from raw_stage_times
    cross join assumption
    left join working_day as start_zone_day on start_zone_day.day = cast(raw_stage_times.started_at as date)
    left join working_day as finish_zone_day on finish_zone_day.day = cast(raw_stage_times.finished_at as date)
    left join working_day as due_zone_day on due_zone_day.day = cast(raw_stage_times.promised_at as date)
    where raw_stage_times.from_version <= assumption.version
        and (raw_stage_times.to_version is null or raw_stage_times.to_version > assumption.version)
),
clocked as (
    select
        stated.*,
        stated.started_at + coalesce(stated.started_at_offset, 0) * interval '1' minute as written_at,
        stated.started_at + stated.start_ahead * interval '1' minute as start_clock,
        stated.finished_at + stated.finish_ahead * interval '1' minute as finish_clock,
        -- a promise without an offset is on the clock of the stage
        stated.promised_at + coalesce(
            stated.due_ahead, stated.start_ahead - coalesce(stated.started_at_offset, 0)
        ) * interval '1' minute as due_clock
    from stated
),
timed as (
    select
        clocked.*,
        epoch(date_trunc('millisecond', clocked.start_clock)) as start_second,
        epoch(date_trunc('millisecond', clocked.finish_clock)) as finish_second,
        epoch(date_trunc('millisecond', clocked.due_clock)) as due_second
    from clocked
)
select
    timed.case_id,
    timed.stage,
    timed.started_at,
    cast(date_trunc('month', timed.written_at) as date) as month,
    timed.finished_at,
    -- a stage without a sector, or with the customer, is nobody's time
    case
        when timed.sector <> 'customer' then coalesce(sector_moved.sector, sector_spelling.sector, timed.sector)
    end as sector,
    timed.customer_id,
    timed.assigned_hours,
    timed.promised_hours,
    timed.promised_at - case
        when timed.promised_at_offset is null then coalesce(timed.started_at_offset, 0) else 0
    end * interval '1' minute as promised_at,
    timed.import_id,
    timed.source_row,
    start_day.worked_before
    + least(greatest(timed.start_second, start_day.opens), start_day.closes) - start_day.opens
    + least(greatest(timed.start_second, start_day.opens_again), start_day.closes_again)
    - start_day.opens_again as started_worked,
    finish_day.worked_before
    + least(greatest(timed.finish_second, finish_day.opens), finish_day.closes) - finish_day.opens
    + least(greatest(timed.finish_second, finish_day.opens_again), finish_day.closes_again)
    - finish_day.opens_again as finished_worked,
    due_day.worked_before
    + least(greatest(timed.due_second, due_day.opens), due_day.closes) - due_day.opens
    + least(greatest(timed.due_second, due_day.opens_again), due_day.closes_again)
    - due_day.opens_again as promised_worked
from timed
left join sector_spelling on sector_spelling.sector_key = timed.sector
left join sector_moved
    on sector_moved.sector_key = timed.sector
    and cast(timed.written_at as date) >= sector_moved.from_day
    and cast(timed.written_at as date) < sector_moved.to_day
left join working_day as start_day on start_day.day = cast(timed.start_clock as date)
left join working_day as finish_day on finish_day.day = cast(timed.finish_clock as date)
left join working_day as due_day on due_day.day = cast(timed.due_clock as date)
