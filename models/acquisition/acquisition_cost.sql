-- title:   Cost of winning a customer
-- meaning: What it cost to win a customer through each channel, how soon that is earned back, and what the customer is
--          worth for it.
-- grain:   one row per channel (and (no channel), all)
-- units:   spend = reporting currency; cac = reporting currency a customer; payback_months, simple_payback_months =
--          months; value_to_cac = ratio
-- formula: cac = Σ spend / Σ new customers; payback_months = first k with Σ_{j≤k} margin × S(j) ≥ cac;
--          simple_payback_months = cac / margin
-- source:  acquisition_spend, sector_costs, customers, assumption acquisition_lag_months
-- limits:  only months that have spend, with the customers they brought; an average is no rule for spending: it says
--          nothing about the next euro, see best_split
-- key:     channel
-- lineage: spend_line, channel
-- column_lineage: spend: spend_line, channel;
--                 cac: spend_line, channel;
--                 new_customers: start_source, channel;
--                 customer_value: start_source, channel;
--                 payback_months: spend_line, channel & start_source, channel;
--                 simple_payback_months: spend_line, channel & start_source, channel
-- decomposition: cac = spend / new_customers;
--                value_to_cac = customer_value / cac;
--                simple_payback_months = cac / channel_value.monthly_margin;
--                spend = Σ spend_line.amount by channel
select
    channel_cost.channel,
    channel_cost.spend,
    channel_cost.new_customers,
    channel_cost.cac,
    channel_payback.payback_months,
    channel_value.value / nullif(cast(channel_cost.cac as double), 0) as value_to_cac,
    channel_value.value as customer_value,
    cast(channel_cost.cac as double) / nullif(channel_value.monthly_margin, 0) as simple_payback_months
from channel_cost
left join channel_value on channel_value.channel = channel_cost.channel
left join channel_payback on channel_payback.channel = channel_cost.channel
