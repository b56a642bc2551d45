-- title:   How far a month is from the average of winning and keeping
-- meaning: By how much the spend of each month lies above or below what the averages of winning and keeping make of its
--          customers, set in proportion to the whole.
-- grain:   one row per sector (and all) and month that has spend on winning or keeping
-- units:   deviation = share of replacement_cost, less share of a year of keeping
-- formula: Σ over channels customers_lost × (spend − cac × new customers of the month) / new customers /
--          replacement_cost, less (12 × keeping spend − keeping of one × customers of the month) / (keeping of one ×
--          customer-months)
-- source:  replacement_line, channel_month, acquisition_cost, keeping_line, active_month, customer_year
-- limits:  the deviations of a sector add up to 0; none for a sector that loses nobody
-- key:     sector, month
-- untraced: how far averages can be trusted rests on every row of the spend, not on single ones
with weight as (
    select replacement_line.caused_by as sector, replacement_line.priced_as, replacement_line.customers_lost
    from replacement_line
    union all
    select 'all' as sector, replacement_line.priced_as, replacement_line.customers_lost
    from replacement_line
),
priced as (
    select
        weight.sector,
        weight.priced_as,
        cast(sum(weight.customers_lost) as double) as customers_lost,
        cast(max(acquisition_cost.cac) as double) as cac,
        cast(max(acquisition_cost.new_customers) as double) as new_customers
    from weight
    join acquisition_cost on acquisition_cost.channel = weight.priced_as
    group by weight.sector, weight.priced_as
),
whole as (
    select priced.sector, sum(priced.customers_lost * priced.cac) as amount
    from priced
    group by priced.sector
    having sum(priced.customers_lost * priced.cac) > 0e0
),
won as (
    select
        whole.sector,
        channel_month.month,
        priced.customers_lost * (
            cast(channel_month.spend as double) - priced.cac * cast(channel_month.new_customers as double)
        ) / priced.new_customers / whole.amount as deviation
    from whole
    join priced on priced.sector = whole.sector
    join channel_month on channel_month.channel = priced.priced_as
),
keeping as (
    select keeping_line.month, cast(sum(keeping_line.amount) as double) as amount
    from keeping_line
    group by keeping_line.month
),
year as (
    select
        cast(customer_year.each_one as double) as each_one,
        cast(customer_year.divisor as double) as customer_months
    from customer_year
    where customer_year.side = 'keep' and customer_year.each_one > 0
),
kept as (
    select
        keeping.month,
        (
            12e0 * keeping.amount - year.each_one * cast(active_month.customers as double)
        ) / (year.each_one * year.customer_months) as deviation
    from keeping
    join active_month on active_month.month = keeping.month
    cross join year
),
month_deviation as (
    select won.sector, won.month, won.deviation
    from won
    union all
    select
        whole.sector,
        kept.month,
        - kept.deviation as deviation
    from whole
    cross join kept
)
select month_deviation.sector, month_deviation.month, sum(month_deviation.deviation) as deviation
from month_deviation
group by month_deviation.sector, month_deviation.month
