-- title:   Overruns of a case
-- meaning: How far each sector ran over its assigned hours in a case, and how much the case could bear before the
--          promise broke.
-- grain:   one row per case and sector that ran over
-- units:   overrun_hours, slack_hours (of the case) = hours
-- formula: overrun_hours = Σ overruns of the sector's stages; slack_hours = promised_hours, or the hours from the first
--          start to promised_at, − Σ assigned_hours of all stages of the case, not below 0, else the assumption
--          promised_slack_hours
-- source:  stage_hours, stage_times, assumptions
-- limits:  where rows of a case state different promises the longest counts; a stage without assigned hours takes
--          nothing from the slack
-- key:     case_id, sector
-- period:  all
with slack as (
    select
        stage_times.case_id,
        coalesce(
            max(stage_times.promised_hours),
            cast(
                case
                    when max(stage_times.promised_worked) is null
                        then epoch(max(stage_times.promised_at)) - epoch(min(stage_times.started_at))
                    else max(stage_times.promised_worked) - min(stage_times.started_worked)
                end / 3600e0 as decimal(28, 10)
            )
        ) - coalesce(sum(stage_times.assigned_hours), 0) as slack_hours
    from stage_times
    group by stage_times.case_id
),
overrun as (
    select
        stage_hours.case_id,
        stage_hours.sector,
        sum(stage_hours.overrun_hours) as overrun_hours
    from stage_hours
    where stage_hours.sector is not null
    group by stage_hours.case_id, stage_hours.sector
    having sum(stage_hours.overrun_hours) > 0
)
select
    overrun.case_id,
    overrun.sector,
    overrun.overrun_hours,
    greatest(coalesce(slack.slack_hours, cast(assumption.promised_slack_hours as decimal(28, 10)), 0), 0) as slack_hours
from overrun
join slack on slack.case_id = overrun.case_id
cross join assumption
