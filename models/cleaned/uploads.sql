-- title:   Uploads
-- meaning: The files that count at this version: stored by then and not taken back.
-- grain:   one row per upload
-- units:   rows_read, rows_stored, rows_quarantined = rows; imported_on = day
-- source:  every upload
select
    import_log.import_id,
    import_log.version,
    import_log.dataset,
    import_log.file,
    import_log.sheet,
    cast(import_log.imported_at as date) as imported_on,
    import_log.rows_read,
    import_log.rows_stored,
    import_log.rows_quarantined
from import_log
cross join assumption
where import_log.version <= assumption.version
    and (import_log.undone_version is null or import_log.undone_version > assumption.version)
