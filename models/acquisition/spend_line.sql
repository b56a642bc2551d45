-- title:   Spend on winning customers
-- meaning: Every amount spent to win customers, by channel.
-- grain:   one row per uploaded row
-- units:   amount = reporting currency; new_customers = customers won, where stated
-- formula: the spend as uploaded
-- source:  spend_stated, assumption acquisition_lag_months
-- limits:  only months whose customers (acquisition_lag_months later) can have started by the day of reference
-- key:     dataset, import_id, source_row
-- filters: month
-- lineage: spend_line, month, channel
select
    spend_stated.month,
    spend_stated.channel,
    spend_stated.amount,
    spend_stated.new_customers,
    spend_stated.dataset,
    spend_stated.import_id,
    spend_stated.source_row
from spend_stated
cross join assumption
cross join reference_day
where reference_day.as_of is null
    or cast(spend_stated.month + assumption.acquisition_lag_months * interval '1' month as date) <= reference_day.as_of
