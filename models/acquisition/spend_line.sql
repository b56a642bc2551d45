-- title:   Spend on winning customers
-- meaning: Every amount spent to win customers, by channel.
-- grain:   one row per uploaded row
-- units:   amount = reporting currency; new_customers = customers won, where stated
-- formula: the spend as uploaded
-- source:  spend_stated, assumption acquisition_lag_months
-- limits:  only months whose customers (acquisition_lag_months later) can have started by the day of reference
-- key:     dataset, import_id, source_row
-- filters: month
-- trace:   spend_line, month, channel
select s.month, s.channel, s.amount, s.new_customers, s.dataset, s.import_id, s.source_row
from spend_stated as s
cross join assumption as a
cross join reference_day as d
where d.as_of is null
    or cast(s.month + a.acquisition_lag_months * interval '1' month as date) <= d.as_of
