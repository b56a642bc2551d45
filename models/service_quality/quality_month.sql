-- title:   Quality levels by month
-- meaning: The quality a sector planned, delivered, and its customers received, month by month.
-- grain:   one row per month and sector that has all three
-- units:   planned, delivered, received = points of 100; amount = none
-- formula: as uploaded
-- source:  quality_levels
-- limits:  months up to the day of reference
-- key:     month, sector
-- filters: month, sector
-- lineage: quality_month, month, sector
select
    quality_levels.month,
    quality_levels.sector,
    quality_levels.planned,
    quality_levels.delivered,
    quality_levels.received,
    'quality_levels' as dataset,
    quality_levels.import_id,
    quality_levels.source_row,
    cast(null as decimal(38, 6)) as amount
from quality_levels
cross join reference_day
where (reference_day.as_of is null or quality_levels.month <= reference_day.as_of)
    and quality_levels.planned is not null
        and quality_levels.delivered is not null
        and quality_levels.received is not null
