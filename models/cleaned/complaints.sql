-- title:   Complaints
-- meaning: Every complaint with its dates, the sector where its cost starts, who worked on it and what was paid.
-- grain:   one row per complaint
-- units:   compensation, rework_cost, escalation_cost = reporting currency; handling_minutes = minutes; month = first
--          day of the month of opened_on
-- source:  complaints
with stated as (
    select
        raw_complaints.*,
        case
            when coalesce(raw_complaints.currency, home_currency.currency, '') = coalesce(home_currency.currency, '')
                then cast(1 as decimal(28, 10))
            else currency_rate.rate
        end as rate
    from raw_complaints
    cross join assumption
    cross join home_currency
    left
    join currency_rate
        on currency_rate.currency = raw_complaints.currency
            and currency_rate.month = cast(date_trunc('month', raw_complaints.opened_on) as date)
    where raw_complaints.from_version <= assumption.version
        and (raw_complaints.to_version is null or raw_complaints.to_version > assumption.version)
)
select
    stated.complaint_id,
    stated.customer_id,
    stated.opened_on,
    cast(date_trunc('month', stated.opened_on) as date) as month,
    stated.closed_on,
    stated.category,
    coalesce(cause_moved.sector, cause_spelling.sector, stated.sector) as sector,
    coalesce(handler_moved.sector, handler_spelling.sector, stated.handled_by) as handled_by,
    coalesce(payer_moved.sector, payer_spelling.sector, stated.paid_by) as paid_by,
    stated.handling_minutes,
    cast(round(stated.compensation * stated.rate, 6) as decimal(38, 6)) as compensation,
    cast(round(stated.rework_cost * stated.rate, 6) as decimal(38, 6)) as rework_cost,
    cast(round(stated.escalation_cost * stated.rate, 6) as decimal(38, 6)) as escalation_cost,
    stated.resolved,
    stated.first_contact,
    stated.handovers,
    stated.severity,
    stated.stage,
    stated.contact_channel,
    stated.case_id,
    stated.import_id,
    stated.source_row
from stated
left join sector_spelling as cause_spelling on cause_spelling.sector_key = stated.sector
left join sector_spelling as handler_spelling on handler_spelling.sector_key = stated.handled_by
left join sector_spelling as payer_spelling on payer_spelling.sector_key = stated.paid_by
left
join sector_moved as cause_moved
    on cause_moved.sector_key = stated.sector
        and stated.opened_on >= cause_moved.from_day
        and stated.opened_on < cause_moved.to_day
left
join sector_moved as handler_moved
    on handler_moved.sector_key = stated.handled_by
        and stated.opened_on >= handler_moved.from_day
        and stated.opened_on < handler_moved.to_day
left
join sector_moved as payer_moved
    on payer_moved.sector_key = stated.paid_by
        and stated.opened_on >= payer_moved.from_day
        and stated.opened_on < payer_moved.to_day
