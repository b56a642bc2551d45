-- title:   Replacing the customers lost, by channel
-- meaning: What winning customers in place of those lost in a sector would cost, each through the channel that had won
--          the one lost.
-- grain:   one row per causing sector and channel
-- units:   customers_lost = customers; cac = reporting currency a customer; amount = reporting currency
-- formula: amount = customers_lost × cac of the channel, else of all, rounded at the sixth decimal
-- source:  lost_customer, acquisition_cost
-- limits:  a channel without spend or without new customers is priced as all; empty while no cost of winning is known
-- key:     caused_by, channel
-- lineage: ledger_source, caused_by, channel = *, component = "avoidable_churn"
-- decomposition: amount = customers_lost × cac
with lost as (
    select lost_customer.caused_by, lost_customer.channel, sum(lost_customer.customers_lost) as customers_lost
    from lost_customer
    group by lost_customer.caused_by, lost_customer.channel
)
select
    lost.caused_by,
    lost.channel,
    lost.customers_lost,
    case when own_cost.cac is null then 'all' else lost.channel end as priced_as,
    coalesce(own_cost.cac, channel_cost.cac) as cac,
    cast(round(lost.customers_lost * coalesce(own_cost.cac, channel_cost.cac), 6) as decimal(38, 6)) as amount
from lost
left join channel_cost as own_cost on own_cost.channel = lost.channel
left join channel_cost on channel_cost.channel = 'all'
