-- title:   Source rows of the contacts
-- meaning: The uploaded row of every contact: once as a contact, once with its minutes and once with their cost.
-- grain:   one row per contact and measure
-- units:   amount = 1 for a contact, minutes, or reporting currency; measure = contact, minutes, cost
-- formula: as contact_line
-- source:  contact_line
-- limits:  minutes and cost only where they are known
-- key:     contact_id, measure
-- materialized: no
select
    contact_line.contact_id,
    contact_line.channel,
    contact_line.purpose,
    contact_line.outcome,
    'contact' as measure,
    'contacts' as dataset,
    contact_line.import_id,
    contact_line.source_row,
    cast(1 as decimal(38, 6)) as amount
from contact_line
union all
select
    contact_line.contact_id,
    contact_line.channel,
    contact_line.purpose,
    contact_line.outcome,
    'minutes' as measure,
    'contacts' as dataset,
    contact_line.import_id,
    contact_line.source_row,
    cast(contact_line.minutes as decimal(38, 6)) as amount
from contact_line
where contact_line.minutes is not null
union all
select
    contact_line.contact_id,
    contact_line.channel,
    contact_line.purpose,
    contact_line.outcome,
    'cost' as measure,
    'contacts' as dataset,
    contact_line.import_id,
    contact_line.source_row,
    contact_line.amount
from contact_line
where contact_line.amount is not null
