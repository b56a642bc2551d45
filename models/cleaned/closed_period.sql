-- title:   Closed months
-- meaning: The months whose numbers are signed.
-- grain:   one row per closed month
-- units:   month = first day; closed_on = day; closed_version = version
-- source:  close
select closed_month.month, closed_month.closed_on, closed_month.version as closed_version
from closed_month
cross join assumption
where closed_month.version <= assumption.version
    and (closed_month.reopened_version is null or closed_month.reopened_version > assumption.version)
