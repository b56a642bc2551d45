-- title:   Handling cost
-- meaning: What it cost to put the complaint right: minutes worked times the hourly cost of the sector that worked.
-- grain:   one row per uploaded row of work
-- units:   amount = reporting currency; minutes = minutes
-- formula: minutes / 60 × hourly cost of the sector in the month of opened_on: running cost / practical hours, else the listed hourly cost, else the assumed one; rounded half away from zero at the sixth decimal
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
        coalesce(r.running_cost, s.hourly_cost, a.hourly_cost) as cost,
        -- an hourly cost is what one hour costs
        cast(coalesce(r.practical_hours, 1) * 1000000 as hugeint) as hours
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
    cast((cast(p.minutes * 2000000 as hugeint) * cast(p.cost * 1000000 as hugeint) + sign(p.cost) * 60 * p.hours) // (120 * p.hours) as decimal(38, 0)) * 0.000001 as amount,
    p.rate_source,
    p.opened_on,
    p.minutes,
    p.dataset,
    p.import_id,
    p.source_row
from priced as p
where p.minutes is not null and p.cost is not null and p.hours > 0
