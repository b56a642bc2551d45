-- title:   Contacts and what their time cost
-- meaning: Every contact with the time it took and what that time cost in the sector that made it.
-- grain:   one row per contact
-- units:   minutes = minutes; amount = reporting currency; month = first day of the month of the contact
-- formula: minutes / 60 × hourly cost of the sector in the month of the contact: running cost / practical hours, else
--          the listed hourly cost, else the assumed one; rounded half away from zero at the sixth decimal
-- source:  contacts, sector_costs, sectors, assumption hourly_cost
-- limits:  up to the day of reference; empty where the minutes or the rate are not known; time already in what was
--          spent on winning and keeping, never added to it
-- key:     contact_id
-- filters: month, sector
with priced as (
    select
        contacts.contact_id,
        contacts.month,
        contacts.channel,
        contacts.purpose,
        contacts.outcome,
        coalesce(contacts.sector, '(unattributed)') as sector,
        contacts.minutes,
        coalesce(running_cost.running_cost, sectors.hourly_cost, assumption.hourly_cost) as cost,
        -- an hourly cost is what one hour costs
        cast(coalesce(running_cost.practical_hours, 1) * 1000000 as hugeint) as hours,
        contacts.import_id,
        contacts.source_row
    from contacts
    cross join assumption
    cross join reference_day
    left join running_cost on running_cost.sector = contacts.sector and running_cost.month = contacts.month
    left join sectors on sectors.sector = contacts.sector
    where reference_day.as_of is null or contacts.contacted_on <= reference_day.as_of
)
select
    priced.contact_id,
    priced.month,
    priced.channel,
    priced.purpose,
    priced.outcome,
    priced.sector,
    priced.minutes,
    cast(
        (
            cast(priced.minutes * 2000000 as hugeint) * cast(priced.cost * 1000000 as hugeint)
                + sign(priced.cost) * 60 * priced.hours
        ) // (120 * priced.hours) as decimal(38, 0)
    ) * 0.000001 as amount,
    priced.import_id,
    priced.source_row
from priced
