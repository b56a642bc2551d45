-- title:   Contacts won, by channel and purpose
-- meaning: How many contacts won or kept a customer, and the time each one won took and cost.
-- grain:   one row per dimension (channel, purpose, all) and value
-- units:   contacts, won, open, with_minutes = contacts; won_share = 0 to 1; minutes = minutes; minutes_per_won =
--          minutes a won one; cost = reporting currency; cost_per_won = reporting currency a won one
-- formula: won_share = won / contacts; minutes_per_won = Σ minutes / won; cost_per_won = Σ cost of the minutes / won,
--          rounded half away from zero at the sixth decimal
-- source:  contact_line
-- limits:  open contacts count as not won yet; contacts without minutes add none (with_minutes have them); cost is
--          empty where any minutes have no hourly cost; this time is part of what was spent, never added to it
-- key:     dimension, value
-- untraced: a step below conversion and conversion_by, behind which the rows stand
with dimension as (
    select 'channel' as name
    union all
    select 'purpose' as name
    union all
    select 'all' as name
),
cell as (
    select
        dimension.name as dimension,
        case
            when dimension.name = 'channel' then contact_line.channel
            when dimension.name = 'purpose' then contact_line.purpose
            else 'all'
        end as value,
        contact_line.outcome,
        contact_line.minutes,
        contact_line.amount
    from contact_line
    cross join dimension
),
summed as (
    select
        cell.dimension,
        cell.value,
        count(*) as contacts,
        count(*) filter (where cell.outcome = 'won') as won,
        count(*) filter (where cell.outcome = 'open') as open,
        count(cell.minutes) as with_minutes,
        sum(cell.minutes) as minutes,
        case when count(cell.minutes) = count(cell.amount) then sum(cell.amount) end as cost
    from cell
    group by cell.dimension, cell.value
)
select
    summed.dimension,
    summed.value,
    summed.contacts,
    summed.won,
    summed.won / cast(summed.contacts as double) as won_share,
    cast(summed.minutes as double) / nullif(summed.won, 0) as minutes_per_won,
    cast(
        (
            cast(summed.cost * 2000000 as hugeint) + sign(summed.cost) * summed.won
        ) // nullif(2 * summed.won, 0) as decimal(38, 0)
    ) * 0.000001 as cost_per_won,
    summed.open,
    summed.with_minutes,
    cast(summed.minutes as decimal(38, 6)) as minutes,
    cast(summed.cost as decimal(38, 6)) as cost
from summed
