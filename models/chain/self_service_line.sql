-- title:   Contacts by who does the work
-- meaning: Every complaint and every contact that states its channel, and whether customers help themselves there.
-- grain:   one row per complaint or contact that states a channel
-- units:   amount = 1; month = first day of the month
-- formula: part = self for a channel that self_service_channels names, else person; kind = stage of the customer's way
--          (complaints), purpose (contacts)
-- source:  service_case, complaints, contact_line, assumption self_service_channels
-- limits:  names are compared without regard to capitals and blanks around them; kind (none) = none is stated
-- key:     origin, id
-- materialized: no
-- lineage: self_service_line, origin, kind, part
with stated as (
    select
        'complaints' as origin,
        service_case.stage as kind,
        service_case.complaint_id as id,
        service_case.month,
        complaints.contact_channel as channel,
        service_case.import_id,
        service_case.source_row
    from service_case
    join complaints on complaints.complaint_id = service_case.complaint_id
    union all
    select
        'contacts' as origin,
        coalesce(contact_line.purpose, '(none)') as kind,
        contact_line.contact_id as id,
        contact_line.month,
        contact_line.channel,
        contact_line.import_id,
        contact_line.source_row
    from contact_line
)
select
    stated.origin,
    -- 'all' is the name of the total
    case when stated.kind = 'all' then '"all"' else stated.kind end as kind,
    stated.id,
    stated.month,
    stated.channel,
    case
        when strpos(
            ',' || replace(lower(assumption.self_service_channels), ', ', ',') || ',',
            ',' || lower(trim(stated.channel)) || ','
        ) > 0 then 'self'
        else 'person'
    end as part,
    stated.origin as dataset,
    stated.import_id,
    stated.source_row,
    cast(1 as decimal(18, 4)) as amount
from stated
cross join assumption
where stated.channel is not null
