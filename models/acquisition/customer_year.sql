-- title:   What winning, keeping and failing a customer costs
-- meaning: What is spent on winning one new customer, on keeping one for a year, and lost on one in a year by failures.
-- grain:   one row per side (win, keep, failure)
-- units:   amount, each_one = reporting currency; times, divisor = the numbers by which one follows from the other
-- formula: each_one = amount × times / divisor, rounded half away from zero at the sixth decimal; divisor = new
--          customers for winning, else customer-months, and times = 12 for those
-- source:  sector_side, active_month, acquisition_cost, ledger_span
-- limits:  the customer-months of keeping are of the months that have such spend, those of failures of the months since
--          the first complaint; averages, no rule for spending
-- key:     side
-- untraced: the amounts of several lists; see the figures of each
with customer_count as (
    select
        'win' as side,
        1 as times,
        cast(channel_cost.new_customers as bigint) as divisor
    from channel_cost
    where channel_cost.channel = 'all'
    union all
    select
        'keep' as side,
        12 as times,
        cast(sum(active_month.customers) as bigint) as divisor
    from active_month
    where exists (select 1 from keeping_line where keeping_line.month = active_month.month)
    union all
    select
        'failure' as side,
        12 as times,
        cast(sum(active_month.customers) as bigint) as divisor
    from active_month
    cross join ledger_span
    where active_month.month >= ledger_span.first_month
),
total as (
    select sector_side.side, sum(sector_side.amount) as amount
    from sector_side
    group by sector_side.side
)
select
    total.side,
    cast(total.amount as decimal(38, 6)) as amount,
    customer_count.times,
    customer_count.divisor,
    cast(
        (
            cast(total.amount * 2000000 as hugeint) * customer_count.times + sign(total.amount) * customer_count.divisor
        ) // nullif(2 * customer_count.divisor, 0) as decimal(38, 0)
    ) * 0.000001 as each_one
from total
join customer_count on customer_count.side = total.side
