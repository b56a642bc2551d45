-- title:   Closing of complaints
-- meaning: How long every complaint was open, whether it was closed, and whether it came back.
-- grain:   one row per complaint
-- units:   days = whole days
-- formula: days to closed_on, or to the day of reference while open; came_back = a later complaint about the same case,
--          or of the same customer and category, opened within 30 days of closing
-- source:  complaints, causing_share
-- limits:  a complaint closed after the day of reference is open on it; sector = where most of it starts
-- key:     complaint_id
-- filters: month, segment
with cause as (
    -- a complaint that starts in one sector needs no ranking
    select causing_share.complaint_id, causing_share.caused_by
    from causing_share
    where causing_share.basis_points = 10000
    union all
    select causing_share.complaint_id, causing_share.caused_by
    from causing_share
    where causing_share.basis_points < 10000
    qualify row_number() over (
        partition by causing_share.complaint_id order by causing_share.basis_points desc, causing_share.caused_by
    ) = 1
),
returned as (
    select complaints_before.complaint_id
    from complaints as complaints_before
    cross join reference_day
    join complaints as complaints_after
        on complaints_after.case_id = complaints_before.case_id
            and complaints_after.opened_on >= complaints_before.closed_on
            and complaints_after.opened_on <= complaints_before.closed_on + interval '30' day
    where complaints_after.opened_on <= reference_day.as_of
        and (
            complaints_after.opened_on > complaints_before.opened_on
            or complaints_after.complaint_id > complaints_before.complaint_id
        )
    union
    select complaints_before.complaint_id
    from complaints as complaints_before
    cross join reference_day
    join complaints as complaints_after
        on complaints_after.customer_id = complaints_before.customer_id
            and complaints_after.category = complaints_before.category
            and complaints_after.opened_on >= complaints_before.closed_on
            and complaints_after.opened_on <= complaints_before.closed_on + interval '30' day
    where complaints_after.opened_on <= reference_day.as_of
        and (
            complaints_after.opened_on > complaints_before.opened_on
            or complaints_after.complaint_id > complaints_before.complaint_id
        )
)
select
    complaints.complaint_id,
    counted_complaint.month,
    counted_complaint.segment,
    coalesce(cause.caused_by, '(unattributed)') as sector,
    case
        when complaints.handovers = 0 then '0'
        when complaints.handovers = 1 then '1'
        when complaints.handovers > 1 then '2+'
    end as handovers,
    complaints.severity,
    complaints.contact_channel,
    coalesce(complaints.closed_on <= reference_day.as_of, false) as is_closed,
    cast(
        greatest(
            floor(
                (
                    epoch(
                        case
                            when complaints.closed_on <= reference_day.as_of then complaints.closed_on
                            else reference_day.as_of
                        end
                    ) - epoch(complaints.opened_on)
                ) / 86400e0
            ),
            0e0
        ) as bigint
    ) as days,
    coalesce(complaints.closed_on <= reference_day.as_of, false) and returned.complaint_id is not null as came_back,
    complaints.import_id,
    complaints.source_row
from counted_complaint
join complaints on complaints.complaint_id = counted_complaint.complaint_id
cross join reference_day
left join cause on cause.complaint_id = complaints.complaint_id
left join returned on returned.complaint_id = complaints.complaint_id
