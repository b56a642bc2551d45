-- title:   Source rows of the new customers
-- meaning: The uploaded row of every customer who started in a month whose spend is counted.
-- grain:   one row per customer
-- units:   amount = 1 for each customer
-- formula: as channel_cost counts them: starts of month + acquisition_lag_months, of months and channels with spend
-- source:  customers, spend_line, reference_day, assumption acquisition_lag_months
-- limits:  where the spend states its number of new customers that number is used instead, and its rows are those of
--          the spend
-- key:     customer_id
-- materialized: no
-- lineage: start_source, channel, month, segment
with spent as (
    select distinct spend_line.month, spend_line.channel
    from spend_line
    where spend_line.new_customers is null
),
started as (
    select
        customers.customer_id,
        coalesce(customers.channel, '(no channel)') as channel,
        customers.segment,
        cast(
            cast(date_trunc('month', customers.started_on) as date)
                - assumption.acquisition_lag_months * interval '1' month as date
        ) as month,
        customers.import_id,
        customers.source_row
    from customers
    cross join assumption
    cross join reference_day
    where customers.started_on <= reference_day.as_of
)
select
    started.customer_id,
    started.channel,
    started.segment,
    started.month,
    'customers' as dataset,
    started.import_id,
    started.source_row,
    1 as amount
from started
where exists (select 1 from spent where spent.month = started.month and spent.channel = started.channel)
    or (
        not exists (select 1 from spent where spent.channel = started.channel)
        and exists (select 1 from spent where spent.month = started.month)
    )
