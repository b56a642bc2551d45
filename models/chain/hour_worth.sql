-- title:   What an hour is worth
-- meaning: What one hour less at a stage would be worth a month, if cases that are less late cost as much less as they
--          do now.
-- grain:   one row per sector and stage
-- units:   cases, late_cases = cases; hours_saved = hours a month; worth, low, high = reporting currency a month
-- formula: hours_saved = Σ min(1, late_hours of the case, hours of the stage in it) of the late cases of the last 12
--          months / 12; worth = hours_saved × slope (lateness_slope); low and high by the ends of the slope
-- source:  stage_hours, lateness_case, lateness_slope, reference_day
-- limits:  empty with fewer than 100 cases through the stage, or that can be compared, since chance would decide; an
--          association, no promise; a case that goes through the stage several times counts once, with its longest; an
--          hour less at one stage and at another do not add up where the case is less than two hours late
-- key:     sector, stage
-- period:  all
-- lineage: worth_source, sector, stage
-- interval: worth = low, high
with passed as (
    select
        stage_hours.sector,
        stage_hours.stage,
        stage_hours.case_id,
        max(stage_hours.actual_hours) as hours
    from stage_hours
    where stage_hours.sector is not null
    group by stage_hours.sector, stage_hours.stage, stage_hours.case_id
),
counted as (
    select
        passed.sector,
        passed.stage,
        count(*) as cases,
        count(*) filter (where lateness_case.late_hours > 0) as late_cases,
        sum(
            case
                when lateness_case.late_hours > 0
                    and lateness_case.month > cast(reference_day.as_of - interval '12' month as date)
                    and lateness_case.month <= reference_day.as_of
                    then least(cast(1 as decimal(28, 10)), lateness_case.late_hours, passed.hours)
                else 0
            end
        ) as hours
    from passed
    join lateness_case on lateness_case.case_id = passed.case_id
    cross join reference_day
    group by passed.sector, passed.stage
)
select
    counted.sector,
    counted.stage,
    counted.cases,
    case when counted.cases >= 100 then cast(counted.hours as double) / 12e0 * lateness_slope.slope end as worth,
    case when counted.cases >= 100 then cast(counted.hours as double) / 12e0 * lateness_slope.low end as low,
    case when counted.cases >= 100 then cast(counted.hours as double) / 12e0 * lateness_slope.high end as high,
    counted.late_cases,
    cast(counted.hours as double) / 12e0 as hours_saved
from counted
left join lateness_slope on lateness_slope.cases >= 100
