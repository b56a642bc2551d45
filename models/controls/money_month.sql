-- title:   Money by upload and month
-- meaning: Which amounts of each upload belong to each month, and which of them have no exchange rate.
-- grain:   one row per data set, column, upload and month
-- units:   lines, rateless_lines = amounts stated; amount, rateless_amount = reporting currency; month = first day
-- formula: Σ converted; rateless_amount = Σ amount without a rate of its month × the latest rate of its currency, else
--          one for one
-- source:  money, exchange_rates
-- limits:  data sets without a date have no month; rows corrected or taken back are not in it
-- key:     dataset, column_name, import_id, month
-- filters: month
select
    money.dataset,
    money.column_name,
    money.import_id,
    cast(date_trunc('month', money.day) as date) as month,
    count(*) as lines,
    coalesce(sum(money.converted), 0) as amount,
    sum(case when money.rate is null then 1 else 0 end) as rateless_lines,
    cast(
        coalesce(
            sum(case when money.rate is null then round(money.amount * coalesce(currency_rate.rate, 1), 6) end), 0
        ) as decimal(38, 6)
    ) as rateless_amount
from money
left join currency_rate on currency_rate.currency = money.currency and currency_rate.is_latest
group by money.dataset, money.column_name, money.import_id, cast(date_trunc('month', money.day) as date)
