-- title:   Complaints
-- meaning: Every complaint with its dates, the sector where its cost starts, who worked on it and what was paid.
-- grain:   one row per complaint
-- units:   compensation, rework_cost, escalation_cost = reporting currency; handling_minutes = minutes; month = first day of the month of opened_on
-- source:  complaints
with stated as (
    select
        r.*,
        case when coalesce(r.currency, h.currency, '') = coalesce(h.currency, '') then cast(1 as decimal(28, 10)) else e.rate end as rate
    from raw_complaints as r
    cross join assumption as a
    cross join home_currency as h
    left join currency_rate as e on e.currency = r.currency and e.month = cast(date_trunc('month', r.opened_on) as date)
    where r.from_version <= a.version and (r.to_version is null or r.to_version > a.version)
)
select
    r.complaint_id,
    r.customer_id,
    r.opened_on,
    cast(date_trunc('month', r.opened_on) as date) as month,
    r.closed_on,
    r.category,
    coalesce(d.sector, c.sector, r.sector) as sector,
    coalesce(f.sector, w.sector, r.handled_by) as handled_by,
    coalesce(g.sector, p.sector, r.paid_by) as paid_by,
    r.handling_minutes,
    cast(round(r.compensation * r.rate, 6) as decimal(38, 6)) as compensation,
    cast(round(r.rework_cost * r.rate, 6) as decimal(38, 6)) as rework_cost,
    cast(round(r.escalation_cost * r.rate, 6) as decimal(38, 6)) as escalation_cost,
    r.resolved,
    r.first_contact,
    r.handovers,
    r.severity,
    r.stage,
    r.contact_channel,
    r.case_id,
    r.import_id,
    r.source_row
from stated as r
left join sector_spelling as c on c.sector_key = r.sector
left join sector_spelling as w on w.sector_key = r.handled_by
left join sector_spelling as p on p.sector_key = r.paid_by
left join sector_moved as d on d.sector_key = r.sector and r.opened_on >= d.from_day and r.opened_on < d.to_day
left join sector_moved as f on f.sector_key = r.handled_by and r.opened_on >= f.from_day and r.opened_on < f.to_day
left join sector_moved as g on g.sector_key = r.paid_by and r.opened_on >= g.from_day and r.opened_on < g.to_day
