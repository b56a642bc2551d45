-- title:   Quality levels by month
-- meaning: The quality a sector planned, delivered, and its customers received, month by month.
-- grain:   one row per month and sector that has all three
-- units:   planned, delivered, received = points of 100; amount = none
-- formula: as uploaded
-- source:  quality_levels
-- limits:  months up to the day of reference
-- key:     month, sector
-- filters: month, sector
-- trace:   quality_month, month, sector
select
    q.month,
    q.sector,
    q.planned,
    q.delivered,
    q.received,
    'quality_levels' as dataset,
    q.import_id,
    q.source_row,
    cast(null as decimal(38, 6)) as amount
from quality_levels as q
cross join reference_day as d
where (d.as_of is null or q.month <= d.as_of)
    and q.planned is not null and q.delivered is not null and q.received is not null
