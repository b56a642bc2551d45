-- title:   Internal service survey
-- meaning: What one sector expects of another and what it gets, answer by answer.
-- grain:   one row per uploaded answer
-- units:   expected, perceived = points of the survey's scale; month = first day of the month of the answer
-- source:  service_survey
select
    r.date as answered_on,
    cast(date_trunc('month', r.date) as date) as month,
    coalesce(c.sector, b.sector, r.rated_by) as rated_by,
    coalesce(d.sector, n.sector, r.sector) as sector,
    r.dimension,
    r.expected,
    r.perceived,
    r.import_id,
    r.source_row
from raw_service_survey as r
cross join assumption as a
left join sector_spelling as b on b.sector_key = r.rated_by
left join sector_moved as c on c.sector_key = r.rated_by and r.date >= c.from_day and r.date < c.to_day
left join sector_spelling as n on n.sector_key = r.sector
left join sector_moved as d on d.sector_key = r.sector and r.date >= d.from_day and r.date < d.to_day
where r.from_version <= a.version and (r.to_version is null or r.to_version > a.version)
