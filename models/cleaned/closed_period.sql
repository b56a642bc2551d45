-- title:   Closed months
-- meaning: The months whose numbers are signed.
-- grain:   one row per closed month
-- units:   month = first day; closed_on = day; closed_version = version
-- source:  close
select c.month, c.closed_on, c.version as closed_version
from closed_month as c
cross join assumption as a
where c.version <= a.version and (c.reopened_version is null or c.reopened_version > a.version)
