-- title:   Satisfaction
-- meaning: The answers of outside customers to a satisfaction question, on one scale.
-- grain:   one row per uploaded answer
-- units:   score = points of the longest scale stated; month = first day of the month of the answer
-- source:  satisfaction
with stated as (
    select r.*
    from raw_satisfaction as r
    cross join assumption as a
    where r.from_version <= a.version and (r.to_version is null or r.to_version > a.version)
),
longest as (
    select max(s.scale_max) as scale_max
    from stated as s
)
select
    s.date as answered_on,
    cast(date_trunc('month', s.date) as date) as month,
    coalesce(d.sector, n.sector, s.sector) as sector,
    s.customer_id,
    -- an answer that states no scale is taken as given on the longest
    case
        when s.scale_max > 0 and s.scale_max < l.scale_max then cast(round(cast(s.score * l.scale_max / cast(s.scale_max as double) as decimal(38, 12)), 10) as decimal(28, 10))
        else s.score
    end as score,
    s.import_id,
    s.source_row
from stated as s
cross join longest as l
left join sector_spelling as n on n.sector_key = s.sector
left join sector_moved as d on d.sector_key = s.sector and s.date >= d.from_day and s.date < d.to_day
