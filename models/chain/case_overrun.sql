-- title:   Overruns of a case
-- meaning: How far each sector ran over its assigned hours in a case, and how much the case could bear before the promise broke.
-- grain:   one row per case and sector that ran over
-- units:   overrun_hours, slack_hours (of the case) = hours
-- formula: overrun_hours = Σ overruns of the sector's stages; slack_hours = promised_hours − Σ assigned_hours of all stages of the case, not below 0, else the assumption promised_slack_hours
-- source:  stage_hours, stage_times, assumptions
-- limits:  where rows of a case state different promises the longest counts; a stage without assigned hours takes nothing from the slack
-- key:     case_id, sector
-- period:  all
with slack as (
    select
        s.case_id,
        max(s.promised_hours) - coalesce(sum(s.assigned_hours), 0) as slack_hours
    from stage_times as s
    group by s.case_id
),
overrun as (
    select
        h.case_id,
        h.sector,
        sum(h.overrun_hours) as overrun_hours
    from stage_hours as h
    where h.sector is not null
    group by h.case_id, h.sector
    having sum(h.overrun_hours) > 0
)
select
    o.case_id,
    o.sector,
    o.overrun_hours,
    greatest(coalesce(s.slack_hours, cast(a.promised_slack_hours as decimal(28, 10)), 0), 0) as slack_hours
from overrun as o
join slack as s on s.case_id = o.case_id
cross join assumption as a
