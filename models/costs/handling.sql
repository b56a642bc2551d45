-- title:   Handling cost
-- meaning: What it cost to put the complaint right: minutes worked times the hourly cost of the sector that worked.
-- grain:   one row per uploaded row of work
-- units:   amount = reporting currency; minutes = minutes
-- formula: minutes / 60 × hourly cost of the sector in the month of opened_on: running cost / practical hours, else the listed hourly cost, else the assumed one
-- source:  complaint_work, complaints, sector_costs, sectors, assumption hourly_cost
-- limits:  an assumed rate makes the line estimated; without any rate the line is absent; hours nobody spent on complaints stay outside, see capacity_use
-- key:     complaint_id, dataset, import_id, source_row
-- published: Kaplan & Anderson 2004: 578,600 minutes at 0.80 are 462,880 (tests/test_published.py)
with priced as (
    select
        m.complaint_id,
        m.sector,
        c.opened_on,
        m.minutes,
        m.dataset,
        m.import_id,
        m.source_row,
        case
            when r.sector is not null then 'running'
            when s.hourly_cost is not null then 'listed'
            else 'assumed'
        end as rate_source,
        case
            when r.sector is not null then m.minutes * r.running_cost / cast(r.practical_hours as double) / 60e0
            when s.hourly_cost is not null then m.minutes * s.hourly_cost / 60e0
            else cast(m.minutes as double) * a.hourly_cost / 60e0
        end as amount
    from worked_minutes as m
    join complaints as c on c.complaint_id = m.complaint_id
    cross join assumption as a
    left join running_cost as r on r.sector = m.sector and r.month = c.month
    left join sectors as s on s.sector = m.sector
)
select
    p.complaint_id,
    'handling' as component,
    case when p.rate_source = 'assumed' then 'estimated' else 'measured' end as evidence,
    p.sector as incurred_by,
    cast(round(p.amount, 6) as decimal(38, 6)) as amount,
    p.rate_source,
    p.opened_on,
    p.minutes,
    p.dataset,
    p.import_id,
    p.source_row
from priced as p
where p.amount is not null
