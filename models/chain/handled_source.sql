-- title:   Source rows of the handled complaints
-- meaning: The uploaded row of every complaint at the sector that handled it, with what it states.
-- grain:   one row per complaint and measure
-- units:   amount = 1 or 0, shares (elsewhere) or times (handovers); measure = complaint, elsewhere, handovers,
--          first_contact, resolved
-- formula: as handled_complaint; elsewhere = the part that started in other known sectors
-- source:  handled_complaint, complaints
-- limits:  only complaints that state the measure
-- key:     complaint_id, measure
-- materialized: no
-- lineage: handled_source, sector, measure
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
        complaint.complaint_id,
        complaint.sector,
        measure.name as measure,
        case
            when measure.name = 'complaint' then cast(1 as decimal(18, 4))
            when measure.name = 'elsewhere' and complaint.points_known > 0
                then cast(
                    (complaint.points_known - complaint.points_here) * cast(0.0001 as decimal(10, 4)) as decimal(18, 4)
                )
            when measure.name = 'handovers' then cast(complaint.handovers as decimal(18, 4))
            when measure.name = 'first_contact' then cast(complaint.first_contact as decimal(18, 4))
            when measure.name = 'resolved' then cast(complaint.resolved as decimal(18, 4))
        end as amount
    from handled_complaint as complaint
    cross join measure
)
select
    told.complaint_id,
    told.sector,
    told.measure,
    'complaints' as dataset,
    complaints.import_id,
    complaints.source_row,
    told.amount
from told
join complaints on complaints.complaint_id = told.complaint_id
where told.amount is not null
