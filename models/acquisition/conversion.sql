-- title:   Contacts that won
-- meaning: How many contacts through each channel won or kept a customer, and the time each one won took and cost.
-- grain:   one row per channel (and all)
-- units:   contacts, won, open, with_minutes = contacts; won_share = 0 to 1; minutes = minutes; minutes_per_won =
--          minutes a won one; cost = reporting currency; cost_per_won = reporting currency a won one
-- formula: won_share = won / contacts; minutes_per_won = Σ minutes / won; cost_per_won = Σ cost of the minutes / won,
--          rounded half away from zero at the sixth decimal
-- source:  contact_total
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
select
    contact_total.value as channel,
    contact_total.contacts,
    contact_total.won,
    contact_total.won_share,
    contact_total.minutes_per_won,
    contact_total.cost_per_won,
    contact_total.open,
    contact_total.with_minutes,
    contact_total.minutes,
    contact_total.cost
from contact_total
where contact_total.dimension in ('channel', 'all')
