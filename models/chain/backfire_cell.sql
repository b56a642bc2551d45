-- title:   Complaints behind the three situations
-- meaning: Of every measure of the three situations, which complaints it is about, and which of them it is true of.
-- grain:   one row per situation, measure and complaint, or row of work
-- units:   weight = minutes for one_sector_works, else 1; amount = reporting currency
-- formula: part = case where it is true, else other: one_sector_works = work of the sector with most minutes;
--          handled_elsewhere = some of the cost starts in another sector; handed_over, handed_over_again = handovers
--          from 1, from 2; outsourced = handled by an outsourced sector; again_outsourced, again_own = the customer
--          complained again within effect_months; not_at_first, not_solved = not solved at first contact, not solved at
--          all; further = followed another complaint of the customer; limit_reached = a compensation of
--          compensation_limit or more (of the sector that handled it, else of the assumption), of those with a
--          compensation
-- source:  service_case, service_work
-- limits:  only complaints that state what is asked
-- key:     situation, measure, complaint_id, dataset, import_id, source_row
-- materialized: no
-- lineage: backfire_cell, situation, measure, part
with busiest as (
    select service_work.sector
    from service_work
    where service_work.sector <> '(unattributed)'
    group by service_work.sector
    having sum(service_work.minutes) > 0
    qualify row_number() over (order by sum(service_work.minutes) desc, service_work.sector) = 1
),
asked as (
    select 'one_department' as situation, 'handled_elsewhere' as measure
    union all
    select 'cut_off' as situation, 'handed_over' as measure
    union all
    select 'cut_off' as situation, 'handed_over_again' as measure
    union all
    select 'cut_off' as situation, 'outsourced' as measure
    union all
    select 'cut_off' as situation, 'again_outsourced' as measure
    union all
    select 'cut_off' as situation, 'again_own' as measure
    union all
    select 'cannot_resolve' as situation, 'not_at_first' as measure
    union all
    select 'cannot_resolve' as situation, 'not_solved' as measure
    union all
    select 'cannot_resolve' as situation, 'further' as measure
    union all
    select 'cannot_resolve' as situation, 'limit_reached' as measure
),
told as (
    select
        asked.situation,
        asked.measure,
        service.complaint_id,
        case
            when asked.measure = 'handled_elsewhere' and service.points_known > 0
                then service.points_here < service.points_known
            when asked.measure = 'handed_over' then service.handovers >= 1
            when asked.measure = 'handed_over_again' then service.handovers >= 2
            when asked.measure = 'outsourced' then service.is_outsourced
            when asked.measure = 'again_outsourced' and service.is_outsourced and service.has_followed
                then service.came_again
            when asked.measure = 'again_own' and not service.is_outsourced and service.has_followed
                then service.came_again
            when asked.measure = 'not_at_first' then service.first_contact = 0
            when asked.measure = 'not_solved' then service.resolved = 0
            when asked.measure = 'further' then service.is_further
            when asked.measure = 'limit_reached' then service.reached_limit
        end as is_case,
        service.dataset,
        service.import_id,
        service.source_row,
        service.amount
    from service_case as service
    cross join asked
)
select
    told.situation,
    told.measure,
    cast(null as varchar) as sector,
    case when told.is_case then 'case' else 'other' end as part,
    told.complaint_id,
    cast(1 as decimal(18, 4)) as weight,
    told.dataset,
    told.import_id,
    told.source_row,
    told.amount
from told
where told.is_case is not null
union all
select
    'one_department' as situation,
    'one_sector_works' as measure,
    busiest.sector,
    case when service_work.sector = busiest.sector then 'case' else 'other' end as part,
    service_work.complaint_id,
    cast(service_work.minutes as decimal(18, 4)) as weight,
    service_work.dataset,
    service_work.import_id,
    service_work.source_row,
    service_work.amount
from service_work
cross join busiest
where service_work.sector <> '(unattributed)' and service_work.minutes is not null
