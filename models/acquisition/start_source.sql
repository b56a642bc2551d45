-- title:   Source rows of the new customers
-- meaning: The uploaded row of every customer who started in a month whose spend is counted.
-- grain:   one row per customer
-- units:   amount = 1 for each customer
-- formula: as channel_cost counts them: starts of month + acquisition_lag_months, of months and channels with spend
-- source:  customers, spend_line, reference_day, assumption acquisition_lag_months
-- limits:  where the spend states its number of new customers that number is used instead, and its rows are those of the spend
-- key:     customer_id
-- kept:    no
-- trace:   start_source, channel, month, segment
with spent as (
    select distinct s.month, s.channel
    from spend_line as s
    where s.new_customers is null
),
started as (
    select
        c.customer_id,
        coalesce(c.channel, '(no channel)') as channel,
        c.segment,
        cast(cast(date_trunc('month', c.started_on) as date) - a.acquisition_lag_months * interval '1' month as date) as month,
        c.import_id,
        c.source_row
    from customers as c
    cross join assumption as a
    cross join reference_day as d
    where c.started_on <= d.as_of
)
select n.customer_id, n.channel, n.segment, n.month, 'customers' as dataset, n.import_id, n.source_row, 1 as amount
from started as n
where exists (select 1 from spent as s where s.month = n.month and s.channel = n.channel)
    or (
        not exists (select 1 from spent as s where s.channel = n.channel)
        and exists (select 1 from spent as s where s.month = n.month)
    )
