-- title:   Control totals
-- meaning: What the accounts say a column of a data set adds up to in a month.
-- grain:   one row per data set, month and column
-- units:   amount = reporting currency; month = first day
-- source:  control
select
    control.dataset,
    control.month,
    control.column_name,
    control.amount
from control
cross join assumption
where control.from_version <= assumption.version
    and (control.to_version is null or control.to_version > assumption.version)
