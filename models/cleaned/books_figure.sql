-- title:   Figures of the books
-- meaning: What the books say a column of a data set adds up to in a month.
-- grain:   one row per data set, month and column
-- units:   amount = reporting currency; month = first day
-- source:  control
select c.dataset, c.month, c.column_name, c.amount
from control as c
cross join assumption as a
where c.from_version <= a.version and (c.to_version is null or c.to_version > a.version)
