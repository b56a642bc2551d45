-- title:   How far a month is from the average of winning and keeping
-- meaning: By how much the spend of each month lies above or below what the averages of winning and keeping make of its
--          customers, set in proportion to the whole.
-- grain:   one row per sector (and all) and month that has spend on winning or keeping
-- units:   deviation = share of replacement_cost, less share of a year of keeping
-- formula: Σ over channels their share of replacement_cost × (spend − cac × new customers of the month) / spend of
--          all months, less (12 × keeping spend − keeping of one × customers of the month) / (12 × keeping of all
--          months)
-- source:  replacement_line, channel_month, acquisition_cost, keeping_line, active_month, customer_year
-- limits:  the deviations of a sector add up to 0; none for a sector that loses nobody
-- key:     sector, month
-- untraced: how far averages can be trusted rests on every row of the spend, not on single ones
with weight as (
    select
        replacement_line.caused_by as sector,
        replacement_line.priced_as,
        sum(replacement_line.amount) as amount
    from replacement_line
    group by replacement_line.caused_by, replacement_line.priced_as
    union all
    select
        'all' as sector,
        replacement_line.priced_as,
        sum(replacement_line.amount) as amount
    from replacement_line
    group by replacement_line.priced_as
),
whole as (
    select weight.sector, sum(weight.amount) as amount
    from weight
    group by weight.sector
    having sum(weight.amount) > 0
),
won as (
    select
        whole.sector,
        channel_month.month,
        cast(weight.amount as double) / cast(whole.amount as double) * (
            cast(channel_month.spend - channel_cost.cac * channel_month.new_customers as double)
                / nullif(cast(channel_cost.spend as double), 0e0)
        ) as deviation
    from whole
    join weight on weight.sector = whole.sector
    join channel_month on channel_month.channel = weight.priced_as
    join channel_cost on channel_cost.channel = weight.priced_as
),
keeping as (
    select keeping_line.month, sum(keeping_line.amount) as amount
    from keeping_line
    group by keeping_line.month
),
kept as (
    select
        keeping.month,
        cast(12 * keeping.amount - customer_year.each_one * active_month.customers as double)
            / cast(12 * customer_year.amount as double) as deviation
    from keeping
    join active_month on active_month.month = keeping.month
    join customer_year on customer_year.side = 'keep' and customer_year.amount > 0
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
select
    month_deviation.sector,
    month_deviation.month,
    -- decimals add up to the same whatever their order
    cast(sum(cast(month_deviation.deviation as decimal(38, 18))) as double) as deviation
from month_deviation
group by month_deviation.sector, month_deviation.month
