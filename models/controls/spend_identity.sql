-- title:   Checks of the spend
-- meaning: What must be equal where the spend of the sectors, and what of a customer's cost is whose, are told.
-- grain:   one row per identity
-- units:   left_side, right_side = reporting currency
-- formula: holds when left_side = right_side
-- source:  sector_spend, sector_costs, spend_stated, sector_part, win_or_keep, acquisition_cost, customer_year,
--          replacement_line
-- limits:  always speaks of everything stored, whatever period is chosen
-- key:     identity
-- period:  all
-- untraced: both sides add up whole tables; the rows of an amount stand behind the figure its name speaks of
with stored as (
    select sum(sector_costs.amount) as amount
    from sector_costs
    cross join reference_day
    where sector_costs.purpose <> 'acquisition'
        and (reference_day.as_of is null or sector_costs.month <= reference_day.as_of)
    union all
    select sum(spend_stated.amount) as amount
    from spend_stated
    cross join reference_day
    where reference_day.as_of is null or spend_stated.month <= reference_day.as_of
),
part as (
    select
        sum(case when win_or_keep.sector <> 'all' then win_or_keep.win_part end) as win_part,
        sum(case when win_or_keep.sector <> 'all' then win_or_keep.keep_part end) as keep_part,
        sum(case when win_or_keep.sector <> 'all' then win_or_keep.failure_part end) as failure_part,
        max(case when win_or_keep.sector = 'all' then win_or_keep.replacement_cost end) as replacement_cost
    from win_or_keep
),
side as (
    select
        'spend by sector and purpose = costs and acquisition spend stored' as identity,
        (select sum(sector_spend.amount) from sector_spend) as left_side,
        (select sum(stored.amount) from stored) as right_side
    from part
    union all
    select
        'parts of winning a customer = cost of winning one' as identity,
        part.win_part as left_side,
        (select acquisition_cost.cac from acquisition_cost where acquisition_cost.channel = 'all') as right_side
    from part
    union all
    select
        'parts of keeping a customer = keeping one for a year' as identity,
        part.keep_part as left_side,
        (select customer_year.each_one from customer_year where customer_year.side = 'keep') as right_side
    from part
    union all
    select
        'parts of failing a customer = cost of a customer and year' as identity,
        part.failure_part as left_side,
        (select customer_year.each_one from customer_year where customer_year.side = 'failure') as right_side
    from part
    union all
    select
        'replacing the customers lost = sum by sector and channel' as identity,
        part.replacement_cost as left_side,
        (select sum(replacement_line.amount) from replacement_line) as right_side
    from part
)
select
    side.identity,
    cast(coalesce(side.left_side, 0) as decimal(38, 6)) as left_side,
    cast(coalesce(side.right_side, 0) as decimal(38, 6)) as right_side
from side
