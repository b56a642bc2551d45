-- title:   Uploads
-- meaning: The files that count at this version: stored by then and not taken back.
-- grain:   one row per upload
-- units:   rows_read, rows_stored, rows_quarantined = rows; imported_on = day
-- source:  every upload
select
    l.import_id,
    l.version,
    l.dataset,
    l.file,
    l.sheet,
    cast(l.imported_at as date) as imported_on,
    l.rows_read,
    l.rows_stored,
    l.rows_quarantined
from import_log as l
cross join assumption as a
where l.version <= a.version and (l.undone_version is null or l.undone_version > a.version)
