-- title:   Cells of comparison
-- meaning: How many exposed and comparable customers there are of each type and time.
-- grain:   one row per segment, tenure band, year and quarter
-- units:   exposed, exposed_left = followed exposures; comparable = followed starts
-- formula: counts
-- source:  exposure, comparable_count
-- limits:  followed ones only
-- key:     segment, tenure_band, year, quarter
-- period:  as_of
with counted as (
    select
        exposure.segment,
        exposure.tenure_band,
        exposure.year,
        exposure.quarter,
        1 as exposed,
        case when exposure.has_left then 1 else 0 end as exposed_left,
        0 as comparable
    from exposure
    where exposure.followed
    union all
    select
        comparable_count.segment,
        comparable_count.tenure_band,
        comparable_count.year,
        comparable_count.quarter,
        0 as exposed,
        0 as exposed_left,
        comparable_count.starts as comparable
    from comparable_count
)
select
    counted.segment,
    counted.tenure_band,
    counted.year,
    counted.quarter,
    cast(sum(counted.exposed) as bigint) as exposed,
    cast(sum(counted.exposed_left) as bigint) as exposed_left,
    cast(sum(counted.comparable) as bigint) as comparable
from counted
group by counted.segment, counted.tenure_band, counted.year, counted.quarter
