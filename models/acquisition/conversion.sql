-- title:   Contacts that won
-- meaning: How many contacts through each channel won or kept a customer, and the time each one won took and cost.
-- grain:   one row per channel (and all)
-- units:   contacts, won, open, with_minutes = contacts; won_share = 0 to 1; minutes = minutes; minutes_per_won =
--          minutes a won one; cost = reporting currency; cost_per_won = reporting currency a won one
-- formula: won_share = won / contacts; minutes_per_won = Σ minutes / won; cost_per_won = Σ cost of the minutes / won,
--          rounded half away from zero at the sixth decimal
-- source:  contact_line
-- limits:  open contacts count as not won yet; contacts without minutes add none (with_minutes have them); cost is
--          empty where any minutes have no hourly cost; this time is part of what was spent, never added to it
-- key:     channel
-- lineage: contact_source, channel, measure = "contact"
-- column_lineage: won: contact_source, channel, outcome = "won", measure = "contact";
--                 open: contact_source, channel, outcome = "open", measure = "contact";
--                 minutes: contact_source, channel, measure = "minutes";
--                 with_minutes: contact_source, channel, measure = "minutes";
--                 minutes_per_won: contact_source, channel, measure = "minutes";
--                 cost: contact_source, channel, measure = "cost";
--                 cost_per_won: contact_source, channel, measure = "cost"
with cell as (
    select
        contact_line.channel,
        contact_line.outcome,
        contact_line.minutes,
        contact_line.amount
    from contact_line
    union all
    select
        'all' as channel,
        contact_line.outcome,
        contact_line.minutes,
        contact_line.amount
    from contact_line
),
summed as (
    select
        cell.channel,
        count(*) as contacts,
        count(*) filter (where cell.outcome = 'won') as won,
        count(*) filter (where cell.outcome = 'open') as open,
        count(cell.minutes) as with_minutes,
        sum(cell.minutes) as minutes,
        case when count(cell.minutes) = count(cell.amount) then sum(cell.amount) end as cost
    from cell
    group by cell.channel
)
select
    summed.channel,
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
