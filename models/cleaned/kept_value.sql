-- title:   Values kept from an earlier row
-- meaning: Numbers of a corrected row that its own file does not bring, and the uploaded row where they stand.
-- grain:   one row per corrected row and column
-- source:  corrections of any data set with one row a key
select k.dataset, k.import_id, k.source_row, k.column_name, k.kept_import_id, k.kept_source_row
from raw_kept_value as k
join uploads as u on u.import_id = k.kept_import_id
