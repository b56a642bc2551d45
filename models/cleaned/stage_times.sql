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
        raw_stage_times.started_at
        + coalesce(raw_stage_times.started_at_offset, 0) * interval '1' minute as start_clock,
        raw_stage_times.finished_at
        + coalesce(raw_stage_times.finished_at_offset, 0) * interval '1' minute as finish_clock,
        -- a promise without an offset is on the clock of the stage
        raw_stage_times.promised_at
        + coalesce(raw_stage_times.promised_at_offset, 0) * interval '1' minute as due_clock
    from raw_stage_times
    cross join assumption
    where raw_stage_times.from_version <= assumption.version
        and (raw_stage_times.to_version is null or raw_stage_times.to_version > assumption.version)
),
clocked as (
    select
        stated.*,
        epoch(date_trunc('millisecond', stated.start_clock)) as start_second,
        epoch(date_trunc('millisecond', stated.finish_clock)) as finish_second,
        epoch(date_trunc('millisecond', stated.due_clock)) as due_second
    from stated
)
select
    clocked.case_id,
    clocked.stage,
    clocked.started_at,
    cast(date_trunc('month', clocked.start_clock) as date) as month,
    clocked.finished_at,
    -- a stage without a sector, or with the customer, is nobody's time
    case
        when clocked.sector <> 'customer' then coalesce(sector_moved.sector, sector_spelling.sector, clocked.sector)
    end as sector,
    clocked.customer_id,
    clocked.assigned_hours,
    clocked.promised_hours,
    clocked.promised_at - case
        when clocked.promised_at_offset is null then coalesce(clocked.started_at_offset, 0) else 0
    end * interval '1' minute as promised_at,
    clocked.import_id,
    clocked.source_row,
    start_day.worked_before
    + least(greatest(clocked.start_second, start_day.opens), start_day.closes) - start_day.opens
    + least(greatest(clocked.start_second, start_day.opens_again), start_day.closes_again)
    - start_day.opens_again as started_worked,
    finish_day.worked_before
    + least(greatest(clocked.finish_second, finish_day.opens), finish_day.closes) - finish_day.opens
    + least(greatest(clocked.finish_second, finish_day.opens_again), finish_day.closes_again)
    - finish_day.opens_again as finished_worked,
    due_day.worked_before
    + least(greatest(clocked.due_second, due_day.opens), due_day.closes) - due_day.opens
    + least(greatest(clocked.due_second, due_day.opens_again), due_day.closes_again)
    - due_day.opens_again as promised_worked
from clocked
left join sector_spelling on sector_spelling.sector_key = clocked.sector
left join sector_moved
    on sector_moved.sector_key = clocked.sector
    and cast(clocked.start_clock as date) >= sector_moved.from_day
    and cast(clocked.start_clock as date) < sector_moved.to_day
left join working_day as start_day on start_day.day = cast(clocked.start_clock as date)
left join working_day as finish_day on finish_day.day = cast(clocked.finish_clock as date)
left join working_day as due_day on due_day.day = cast(clocked.due_clock as date)
