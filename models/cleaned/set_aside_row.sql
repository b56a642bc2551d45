-- title:   Rejected rows
-- meaning: Rows of uploads that are not stored because something in them cannot be right.
-- grain:   one row per uploaded row
-- units:   month = first day of the month of the row's own date, empty where the date cannot be read
-- source:  every upload
select distinct
    raw_set_aside.dataset,
    raw_set_aside.import_id,
    raw_set_aside.source_row,
    cast(date_trunc('month', raw_set_aside.day) as date) as month
from raw_set_aside
cross join assumption
where raw_set_aside.from_version <= assumption.version
    and (raw_set_aside.to_version is null or raw_set_aside.to_version > assumption.version)
