-- title:   Satisfaction
-- meaning: The answers of outside customers to a satisfaction question, on one scale.
-- grain:   one row per uploaded answer
-- units:   score = points of the longest scale stated; month = first day of the month of the answer
-- source:  satisfaction
with stated as (
    select raw_satisfaction.*
    from raw_satisfaction
    cross join assumption
    where raw_satisfaction.from_version <= assumption.version
        and (raw_satisfaction.to_version is null or raw_satisfaction.to_version > assumption.version)
),
longest as (
    select max(stated.scale_max) as scale_max
    from stated
)
select
    stated.date as answered_on,
    cast(date_trunc('month', stated.date) as date) as month,
    coalesce(sector_moved.sector, sector_spelling.sector, stated.sector) as sector,
    stated.customer_id,
    stated.complaint_id,
    stated.case_id,
    -- an answer that states no scale is taken as given on the longest
    case
        when stated.scale_max > 0 and stated.scale_max < longest.scale_max
            then cast(
                round(
                    cast(stated.score * longest.scale_max / cast(stated.scale_max as double) as decimal(38, 12)), 10
                ) as decimal(28, 10)
            )
        else stated.score
    end as score,
    stated.import_id,
    stated.source_row
from stated
cross join longest
left join sector_spelling on sector_spelling.sector_key = stated.sector
left
join sector_moved
    on sector_moved.sector_key = stated.sector
        and stated.date >= sector_moved.from_day
        and stated.date < sector_moved.to_day
