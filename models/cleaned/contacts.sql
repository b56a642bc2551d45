-- title:   Contacts and leads
-- meaning: Contacts made to win a customer or to keep one, with what came of each and the time it took.
-- grain:   one row per contact
-- units:   minutes = minutes; month = first day of the month of the contact; purpose = win or keep; outcome = won, lost
--          or open
-- source:  contacts
select
    raw_contacts.contact_id,
    raw_contacts.date as contacted_on,
    cast(date_trunc('month', raw_contacts.date) as date) as month,
    -- 'all' is the name of the total
    case when raw_contacts.channel = 'all' then '"all"' else raw_contacts.channel end as channel,
    coalesce(raw_contacts.purpose, 'win') as purpose,
    coalesce(raw_contacts.outcome, 'open') as outcome,
    raw_contacts.minutes,
    raw_contacts.customer_id,
    coalesce(sector_moved.sector, sector_spelling.sector, raw_contacts.sector) as sector,
    raw_contacts.import_id,
    raw_contacts.source_row
from raw_contacts
cross join assumption
left join sector_spelling on sector_spelling.sector_key = raw_contacts.sector
left
join sector_moved
    on sector_moved.sector_key = raw_contacts.sector
        and raw_contacts.date >= sector_moved.from_day
        and raw_contacts.date < sector_moved.to_day
where raw_contacts.from_version <= assumption.version
    and (raw_contacts.to_version is null or raw_contacts.to_version > assumption.version)
