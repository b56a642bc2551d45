-- title:   Stages, open ones too
-- meaning: How long every stage of every case took or has been open, what waited before it, and where it came from.
-- grain:   one row per case, stage and start
-- units:   hours, waiting_hours, assigned_hours, promised_hours (of the whole case), amount = hours elapsed, or working
--          hours if set; place = number; month = first day of the month of the start
-- formula: hours = the finish, or the end of the day of reference while open, − the latest finish of a stage of the
--          case that started before, or − its own start if that is earlier; waiting_hours = the part of it before the
--          start; way = the first stage of the case; place = its number in the case; is_hand_over = the stage before
--          was another sector's, both known; is_return = the case had been in this stage before
-- source:  stage_times, reference_day
-- limits:  a stage that finished after the day of reference was open on it; without a day of reference the last moment
--          of all stages ends the open ones; sector (nobody) = the customer's time, or nobody's; waiting is known only
--          after a stage that is done; working hours are those of the clock where the stage was written down, so an
--          hour that the clock skips or repeats inside them counts as the clock shows it
-- key:     case_id, stage, started_at
-- filters: month, sector, case_id
-- lineage: stage_span, case_id, stage, started_at
with closing as (
    select
        coalesce(
            max(cast(reference_day.as_of + interval '1' day as timestamp)),
            max(greatest(stage_times.started_at, coalesce(stage_times.finished_at, stage_times.started_at)))
        ) as until,
        coalesce(
            max(working_day.worked_before),
            max(greatest(stage_times.started_worked, coalesce(stage_times.finished_worked, stage_times.started_worked)))
        ) as until_worked
    from stage_times
    cross join reference_day
    left join working_day on working_day.day = cast(reference_day.as_of + interval '1' day as date)
),
judged as (
    select
        stage_times.*,
        epoch_us(stage_times.started_at) as start_number,
        coalesce(stage_times.sector, '(nobody)') as place_of_work,
        stage_times.finished_at is null or stage_times.finished_at > closing.until as is_open,
        closing.until,
        closing.until_worked
    from stage_times
    cross join closing
    where stage_times.started_at <= closing.until
),
visited as (
    select judged.case_id, judged.stage, min(judged.start_number) as first_start
    from judged
    group by judged.case_id, judged.stage
    having count(*) > 1
),
followed as (
    select
        judged.*,
        max(case when judged.is_open then timestamp '9999-12-31 00:00:00' else judged.finished_at end) over (
            partition by judged.case_id order by judged.start_number
            range between unbounded preceding and 1 preceding
        ) as free_at,
        max(case when judged.is_open then 9e15 else judged.finished_worked end) over (
            partition by judged.case_id order by judged.start_number
            range between unbounded preceding and 1 preceding
        ) as free_worked,
        first_value(judged.stage) over (
            partition by judged.case_id order by judged.start_number, judged.stage
        ) as way,
        row_number() over (partition by judged.case_id order by judged.start_number, judged.stage) as place,
        lag(judged.place_of_work) over (
            partition by judged.case_id order by judged.start_number, judged.stage
        ) as sector_before,
        max(judged.promised_hours) over (partition by judged.case_id) as hours_promised,
        max(judged.promised_at) over (partition by judged.case_id) as day_promised,
        max(judged.promised_worked) over (partition by judged.case_id) as day_promised_worked,
        min(judged.started_at) over (partition by judged.case_id) as case_started_at,
        min(judged.started_worked) over (partition by judged.case_id) as case_started_worked
    from judged
),
since as (
    select
        followed.*,
        least(followed.started_at, coalesce(followed.free_at, followed.started_at)) as since,
        least(followed.started_worked, coalesce(followed.free_worked, followed.started_worked)) as since_worked
    from followed
),
timed as (
    select
        since.*,
        cast(
            case
                when since.since_worked is null
                    then epoch(
                        date_trunc(
                            'millisecond', case when since.is_open then since.until else since.finished_at end
                        )
                    ) - epoch(date_trunc('millisecond', since.since))
                else greatest(
                    case when since.is_open then since.until_worked else since.finished_worked end
                    - since.since_worked,
                    0e0
                )
            end / 3600e0 as decimal(28, 10)
        ) as hours,
        cast(
            case
                when since.since_worked is null
                    then epoch(date_trunc('millisecond', since.started_at))
                        - epoch(date_trunc('millisecond', since.since))
                else greatest(since.started_worked - since.since_worked, 0e0)
            end / 3600e0 as decimal(28, 10)
        ) as waiting_hours
    from since
)
select
    timed.case_id,
    timed.stage,
    timed.started_at,
    timed.month,
    timed.place_of_work as sector,
    timed.way,
    timed.place,
    timed.is_open,
    timed.hours,
    timed.waiting_hours,
    timed.assigned_hours,
    coalesce(
        timed.hours_promised,
        cast(
            case
                when timed.day_promised_worked is null then epoch(timed.day_promised) - epoch(timed.case_started_at)
                else timed.day_promised_worked - timed.case_started_worked
            end / 3600e0 as decimal(28, 10)
        )
    ) as promised_hours,
    coalesce(
        timed.sector_before <> timed.place_of_work
        and timed.sector_before <> '(nobody)'
        and timed.place_of_work <> '(nobody)',
        false
    ) as is_hand_over,
    coalesce(timed.start_number > visited.first_start, false) as is_return,
    'stage_times' as dataset,
    timed.import_id,
    timed.source_row,
    timed.hours as amount
from timed
left join visited on visited.case_id = timed.case_id and visited.stage = timed.stage
