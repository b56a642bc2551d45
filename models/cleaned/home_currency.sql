-- title:   Home currency
-- meaning: The reporting currency; where none is set, the only currency that any row states.
-- grain:   one row
-- units:   currency = ISO code, empty when none is set and several or none are stated
-- source:  assumptions; the currency column of every data set
with stated as (
    select r.currency from raw_sectors as r cross join assumption as a
    where r.currency is not null and r.from_version <= a.version and (r.to_version is null or r.to_version > a.version)
    union
    select r.currency from raw_sector_costs as r cross join assumption as a
    where r.currency is not null and r.from_version <= a.version and (r.to_version is null or r.to_version > a.version)
    union
    select r.currency from raw_customers as r cross join assumption as a
    where r.currency is not null and r.from_version <= a.version and (r.to_version is null or r.to_version > a.version)
    union
    select r.currency from raw_transactions as r cross join assumption as a
    where r.currency is not null and r.from_version <= a.version and (r.to_version is null or r.to_version > a.version)
    union
    select r.currency from raw_complaints as r cross join assumption as a
    where r.currency is not null and r.from_version <= a.version and (r.to_version is null or r.to_version > a.version)
    union
    select r.currency from raw_acquisition_spend as r cross join assumption as a
    where r.currency is not null and r.from_version <= a.version and (r.to_version is null or r.to_version > a.version)
),
only_one as (
    select case when count(*) = 1 then max(s.currency) end as currency from stated as s
)
select coalesce(nullif(a.reporting_currency, ''), o.currency) as currency
from only_one as o
cross join assumption as a
