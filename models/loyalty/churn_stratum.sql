-- title:   Strata of comparison
-- meaning: Which exposed customers are compared with which: cells of one kind and time, the too small ones pooled.
-- grain:   one row per segment, tenure band, year and quarter
-- units:   level = quarter, year, all_time, band or everybody
-- formula: a cell with < 10 exposed or < 30 comparable pools with its too small siblings: over the year, then all time, then all segments, then everybody
-- source:  churn_cell
-- limits:  fixed before anything is drawn at random
-- key:     segment, tenure_band, year, quarter
-- period:  as_of
with by_quarter as (
    select
        c.segment,
        c.tenure_band,
        c.year,
        c.quarter,
        c.exposed,
        c.comparable,
        c.exposed >= 10 and c.comparable >= 30 as enough
    from churn_cell as c
),
by_year as (
    select
        c.segment,
        c.tenure_band,
        c.year,
        c.quarter,
        c.exposed,
        c.comparable,
        sum(c.exposed) over (partition by c.segment, c.tenure_band, c.year) >= 10 and sum(c.comparable) over (partition by c.segment, c.tenure_band, c.year) >= 30 as enough
    from by_quarter as c
    where not c.enough
),
by_time as (
    select
        c.segment,
        c.tenure_band,
        c.year,
        c.quarter,
        c.exposed,
        c.comparable,
        sum(c.exposed) over (partition by c.segment, c.tenure_band) >= 10 and sum(c.comparable) over (partition by c.segment, c.tenure_band) >= 30 as enough
    from by_year as c
    where not c.enough
),
by_band as (
    select
        c.segment,
        c.tenure_band,
        c.year,
        c.quarter,
        c.exposed,
        c.comparable,
        sum(c.exposed) over (partition by c.tenure_band) >= 10 and sum(c.comparable) over (partition by c.tenure_band) >= 30 as enough
    from by_time as c
    where not c.enough
)
select c.segment, c.tenure_band, c.year, c.quarter, 'quarter' as level, concat('quarter/', c.segment, '/', c.tenure_band, '/', c.year, '/', c.quarter) as stratum
from by_quarter as c
where c.enough
union all
select c.segment, c.tenure_band, c.year, c.quarter, 'year' as level, concat('year/', c.segment, '/', c.tenure_band, '/', c.year) as stratum
from by_year as c
where c.enough
union all
select c.segment, c.tenure_band, c.year, c.quarter, 'all_time' as level, concat('all_time/', c.segment, '/', c.tenure_band) as stratum
from by_time as c
where c.enough
union all
select c.segment, c.tenure_band, c.year, c.quarter, 'band' as level, concat('band/', c.tenure_band) as stratum
from by_band as c
where c.enough
union all
select c.segment, c.tenure_band, c.year, c.quarter, 'everybody' as level, 'everybody' as stratum
from by_band as c
where not c.enough
