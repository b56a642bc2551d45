-- title:   Rows set aside
-- meaning: Rows of uploads that are not stored because something in them cannot be right.
-- grain:   one row per uploaded row
-- units:   month = first day of the month of the row's own date, empty where the date cannot be read
-- source:  every upload
select distinct
    r.dataset,
    r.import_id,
    r.source_row,
    cast(date_trunc('month', r.day) as date) as month
from raw_set_aside as r
cross join assumption as a
where r.from_version <= a.version and (r.to_version is null or r.to_version > a.version)
