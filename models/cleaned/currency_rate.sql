-- title:   Exchange rates
-- meaning: What one unit of a currency is worth in the reporting currency.
-- grain:   one row per currency and month
-- units:   rate = reporting currency for one unit; is_latest marks the newest month, used where a row has no month
-- source:  exchange_rates
select
    rates.currency,
    rates.month,
    rates.rate,
    row_number() over (partition by rates.currency order by rates.month desc) = 1 as is_latest
from raw_exchange_rates as rates
cross join assumption
where rates.from_version <= assumption.version and (rates.to_version is null or rates.to_version > assumption.version)
