-- title:   Late cases by sector
-- meaning: Of every case that ran over more than it could bear, the part that starts in each sector, with its stage
--          that ran over most.
-- grain:   one row per late case and sector that ran over
-- units:   amount = share, 0 to 1, 1 in all for each case; overrun_hours = hours elapsed, or working hours if set;
--          sectors = sectors that ran over; month = first day of the month in which the case began
-- formula: amount as share in case_share
-- source:  case_share, case_overrun, stage_hours, stage_times
-- limits:  a case within its slack is not late; the row is that of the sector's stage with the largest overrun
-- key:     case_id, sector
-- filters: month, sector, case_id
-- lineage: late_case, case_id, sector
with began as (
    select stage_times.case_id, min(stage_times.month) as month
    from stage_times
    group by stage_times.case_id
),
longest as (
    select
        stage_hours.case_id,
        stage_hours.sector,
        stage_hours.stage,
        stage_hours.started_at,
        row_number() over (
            partition by stage_hours.case_id, stage_hours.sector
            order by stage_hours.overrun_hours desc, stage_hours.started_at, stage_hours.stage
        ) as place
    from stage_hours
    -- few cases ran over more than they could bear
    join case_share on case_share.case_id = stage_hours.case_id and case_share.sector = stage_hours.sector
    where stage_hours.overrun_hours > 0
)
select
    case_share.case_id,
    case_share.sector,
    began.month,
    count(*) over (partition by case_share.case_id) as sectors,
    case_overrun.overrun_hours,
    'stage_times' as dataset,
    stage_times.import_id,
    stage_times.source_row,
    case_share.share as amount
from case_share
join case_overrun on case_overrun.case_id = case_share.case_id and case_overrun.sector = case_share.sector
join began on began.case_id = case_share.case_id
join longest
    on longest.case_id = case_share.case_id and longest.sector = case_share.sector and longest.place = 1
join stage_times
    on stage_times.case_id = longest.case_id
        and stage_times.stage = longest.stage
        and stage_times.started_at = longest.started_at
