-- title:   Contacts that won against those that kept
-- meaning: How many contacts made to win a customer won one, and how many made to keep one kept them, with time and
--          cost.
-- grain:   one row per purpose (win, keep)
-- units:   contacts, won, open, with_minutes = contacts; won_share = 0 to 1; minutes = minutes; minutes_per_won =
--          minutes a won one; cost = reporting currency; cost_per_won = reporting currency a won one
-- formula: won_share = won / contacts; minutes_per_won = Σ minutes / won; cost_per_won = Σ cost of the minutes / won,
--          rounded half away from zero at the sixth decimal
-- source:  contact_total
-- limits:  open contacts count as not won yet; contacts without minutes add none (with_minutes have them); cost is
--          empty where any minutes have no hourly cost; this time is part of what was spent, never added to it
-- key:     purpose
-- lineage: contact_source, purpose, measure = "contact"
-- column_lineage: won: contact_source, purpose, outcome = "won", measure = "contact";
--                 open: contact_source, purpose, outcome = "open", measure = "contact";
--                 minutes: contact_source, purpose, measure = "minutes";
--                 with_minutes: contact_source, purpose, measure = "minutes";
--                 minutes_per_won: contact_source, purpose, measure = "minutes";
--                 cost: contact_source, purpose, measure = "cost";
--                 cost_per_won: contact_source, purpose, measure = "cost"
select
    contact_total.value as purpose,
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
where contact_total.dimension = 'purpose'
