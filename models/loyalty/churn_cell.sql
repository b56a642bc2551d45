-- title:   Cells of comparison
-- meaning: How many exposed and comparable customers there are of one kind at one time.
-- grain:   one row per segment, tenure band, year and quarter
-- units:   exposed, exposed_left = followed exposures; comparable = followed starts
-- formula: counts
-- source:  exposure, comparable_count
-- limits:  followed ones only
-- key:     segment, tenure_band, year, quarter
-- period:  as_of
with counted as (
    select e.segment, e.tenure_band, e.year, e.quarter, 1 as exposed, case when e.has_left then 1 else 0 end as exposed_left, 0 as comparable
    from exposure as e
    where e.followed
    union all
    select c.segment, c.tenure_band, c.year, c.quarter, 0 as exposed, 0 as exposed_left, c.starts as comparable
    from comparable_count as c
)
select
    c.segment,
    c.tenure_band,
    c.year,
    c.quarter,
    cast(sum(c.exposed) as bigint) as exposed,
    cast(sum(c.exposed_left) as bigint) as exposed_left,
    cast(sum(c.comparable) as bigint) as comparable
from counted as c
group by c.segment, c.tenure_band, c.year, c.quarter
