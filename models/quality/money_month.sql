-- title:   Money by upload and month
-- meaning: What each upload brought into each month, and what of it has no exchange rate.
-- grain:   one row per data set, column, upload and month
-- units:   lines, rateless_lines = amounts stated; amount, rateless_amount = reporting currency; month = first day
-- formula: Σ converted; rateless_amount = Σ amount without a rate of its month × the latest rate of its currency, else one for one
-- source:  money, exchange_rates
-- limits:  data sets without a date have no month; rows corrected or taken back are not in it
-- key:     dataset, column_name, import_id, month
-- filters: month
select
    m.dataset,
    m.column_name,
    m.import_id,
    cast(date_trunc('month', m.day) as date) as month,
    count(*) as lines,
    coalesce(sum(m.converted), 0) as amount,
    sum(case when m.rate is null then 1 else 0 end) as rateless_lines,
    cast(coalesce(sum(case when m.rate is null then round(m.amount * coalesce(r.rate, 1), 6) end), 0) as decimal(38, 6)) as rateless_amount
from money as m
left join currency_rate as r on r.currency = m.currency and r.is_latest
group by m.dataset, m.column_name, m.import_id, cast(date_trunc('month', m.day) as date)
