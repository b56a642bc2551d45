-- title:   Source rows of the handled complaints
-- meaning: The uploaded row of every complaint at the sector that handled it, with what it states.
-- grain:   one row per complaint and measure
-- units:   amount = 1 or 0, shares (elsewhere) or times (handovers); measure = complaint, elsewhere, handovers, first_contact, resolved
-- formula: as handled_complaint; elsewhere = the part that started in other known sectors
-- source:  handled_complaint, complaints
-- limits:  only complaints that state the measure
-- key:     complaint_id, measure
-- kept:    no
-- trace:   handled_source, sector, measure
with measure as (
    select 'complaint' as name
    union all
    select 'elsewhere' as name
    union all
    select 'handovers' as name
    union all
    select 'first_contact' as name
    union all
    select 'resolved' as name
),
told as (
    select
        h.complaint_id,
        h.sector,
        m.name as measure,
        case
            when m.name = 'complaint' then cast(1 as decimal(18, 4))
            when m.name = 'elsewhere' and h.points_known > 0 then cast((h.points_known - h.points_here) * cast(0.0001 as decimal(10, 4)) as decimal(18, 4))
            when m.name = 'handovers' then cast(h.handovers as decimal(18, 4))
            when m.name = 'first_contact' then cast(h.first_contact as decimal(18, 4))
            when m.name = 'resolved' then cast(h.resolved as decimal(18, 4))
        end as amount
    from handled_complaint as h
    cross join measure as m
)
select
    t.complaint_id,
    t.sector,
    t.measure,
    'complaints' as dataset,
    c.import_id,
    c.source_row,
    t.amount
from told as t
join complaints as c on c.complaint_id = t.complaint_id
where t.amount is not null
