-- title:   Exchange rates
-- meaning: What one unit of a currency is worth in the reporting currency.
-- grain:   one row per currency and month
-- units:   rate = reporting currency for one unit; is_latest marks the newest month, used where a row has no month
-- source:  exchange_rates
select
    r.currency,
    r.month,
    r.rate,
    row_number() over (partition by r.currency order by r.month desc) = 1 as is_latest
from raw_exchange_rates as r
cross join assumption as a
where r.from_version <= a.version and (r.to_version is null or r.to_version > a.version)
