-- title:   Strata of comparison
-- meaning: Which exposed customers are compared with which: cells of the same type and time, the smallest ones pooled.
-- grain:   one row per segment, tenure band, year and quarter
-- units:   level = quarter, year, all_time, band or everybody
-- formula: a cell with < 10 exposed or < 30 comparable pools with its too small siblings: over the year, then all time,
--          then all segments, then everybody
-- source:  churn_cell
-- limits:  fixed before anything is drawn at random
-- key:     segment, tenure_band, year, quarter
-- period:  as_of
with by_quarter as (
    select
        churn_cell.segment,
        churn_cell.tenure_band,
        churn_cell.year,
        churn_cell.quarter,
        churn_cell.exposed,
        churn_cell.comparable,
        churn_cell.exposed >= 10 and churn_cell.comparable >= 30 as enough
    from churn_cell
),
by_year as (
    select
        by_quarter.segment,
        by_quarter.tenure_band,
        by_quarter.year,
        by_quarter.quarter,
        by_quarter.exposed,
        by_quarter.comparable,
        sum(by_quarter.exposed) over (partition by by_quarter.segment, by_quarter.tenure_band, by_quarter.year) >= 10
            and sum(by_quarter.comparable) over (
                partition by by_quarter.segment, by_quarter.tenure_band, by_quarter.year
            ) >= 30 as enough
    from by_quarter
    where not by_quarter.enough
),
by_time as (
    select
        by_year.segment,
        by_year.tenure_band,
        by_year.year,
        by_year.quarter,
        by_year.exposed,
        by_year.comparable,
        sum(by_year.exposed) over (partition by by_year.segment, by_year.tenure_band) >= 10
            and sum(by_year.comparable) over (partition by by_year.segment, by_year.tenure_band) >= 30 as enough
    from by_year
    where not by_year.enough
),
by_band as (
    select
        by_time.segment,
        by_time.tenure_band,
        by_time.year,
        by_time.quarter,
        by_time.exposed,
        by_time.comparable,
        sum(by_time.exposed) over (partition by by_time.tenure_band) >= 10
            and sum(by_time.comparable) over (partition by by_time.tenure_band) >= 30 as enough
    from by_time
    where not by_time.enough
)
select
    by_quarter.segment,
    by_quarter.tenure_band,
    by_quarter.year,
    by_quarter.quarter,
    'quarter' as level,
    concat(
        'quarter/',
        by_quarter.segment,
        '/',
        by_quarter.tenure_band,
        '/',
        cast(by_quarter.year as varchar),
        '/',
        cast(by_quarter.quarter as varchar)
    ) as stratum
from by_quarter
where by_quarter.enough
union all
select
    by_year.segment,
    by_year.tenure_band,
    by_year.year,
    by_year.quarter,
    'year' as level,
    concat('year/', by_year.segment, '/', by_year.tenure_band, '/', cast(by_year.year as varchar)) as stratum
from by_year
where by_year.enough
union all
select
    by_time.segment,
    by_time.tenure_band,
    by_time.year,
    by_time.quarter,
    'all_time' as level,
    concat('all_time/', by_time.segment, '/', by_time.tenure_band) as stratum
from by_time
where by_time.enough
union all
select
    by_band.segment,
    by_band.tenure_band,
    by_band.year,
    by_band.quarter,
    'band' as level,
    concat('band/', by_band.tenure_band) as stratum
from by_band
where by_band.enough
union all
select
    by_band.segment,
    by_band.tenure_band,
    by_band.year,
    by_band.quarter,
    'everybody' as level,
    'everybody' as stratum
from by_band
where not by_band.enough
