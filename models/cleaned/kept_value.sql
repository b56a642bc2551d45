-- title:   Values kept from an earlier row
-- meaning: Numbers of a corrected row that its own file does not bring, and the uploaded row where they stand.
-- grain:   one row per corrected row and column
-- source:  corrections of any data set with one row a key
select
    raw_kept_value.dataset,
    raw_kept_value.import_id,
    raw_kept_value.source_row,
    raw_kept_value.column_name,
    raw_kept_value.kept_import_id,
    raw_kept_value.kept_source_row
from raw_kept_value
join uploads on uploads.import_id = raw_kept_value.kept_import_id
