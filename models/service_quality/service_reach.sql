-- title:   Reach of those who put it right
-- meaning: Whether complaints land on one sector, whether they start elsewhere, and whether its people can resolve
--          them.
-- grain:   one row per handling sector (and all)
-- units:   complaints = complaints; handled_here_share, started_elsewhere_share, first_contact_share, resolved_share =
--          0 to 1; handovers_mean = times a complaint
-- formula: handled_here_share = complaints handled here / all; started_elsewhere_share = part of their known start in
--          other sectors; the others over the complaints that state them
-- source:  complaints, complaint_work, complaint_shares, stage_times
-- limits:  a choice of sectors does not narrow it, since each share needs all complaints; (outside) is elsewhere,
--          (unattributed) is not known
-- key:     sector
-- lineage: handled_source, sector, measure = "complaint"
-- column_lineage: started_elsewhere_share: handled_source, sector, measure = "elsewhere";
--                 handovers_mean: handled_source, sector, measure = "handovers";
--                 first_contact_share: handled_source, sector, measure = "first_contact";
--                 resolved_share: handled_source, sector, measure = "resolved"
with cell as (
    select
        complaint.sector,
        complaint.handovers,
        complaint.first_contact,
        complaint.resolved,
        complaint.points_here,
        complaint.points_known
    from handled_complaint as complaint
    union all
    select
        'all' as sector,
        complaint.handovers,
        complaint.first_contact,
        complaint.resolved,
        complaint.points_here,
        complaint.points_known
    from handled_complaint as complaint
),
summed as (
    select
        cell.sector,
        count(*) as complaints,
        sum(cell.points_here) as points_here,
        sum(cell.points_known) as points_known,
        sum(cell.handovers) as handovers,
        count(cell.handovers) as handovers_known,
        sum(cell.first_contact) as first_contact,
        count(cell.first_contact) as first_contact_known,
        sum(cell.resolved) as resolved,
        count(cell.resolved) as resolved_known
    from cell
    group by cell.sector
)
select
    summed.sector,
    summed.complaints,
    summed.complaints / cast(all_summed.complaints as double) as handled_here_share,
    (
        summed.points_known - summed.points_here
    ) / cast(nullif(summed.points_known, 0) as double) as started_elsewhere_share,
    summed.handovers / cast(nullif(summed.handovers_known, 0) as double) as handovers_mean,
    summed.first_contact / cast(nullif(summed.first_contact_known, 0) as double) as first_contact_share,
    summed.resolved / cast(nullif(summed.resolved_known, 0) as double) as resolved_share
from summed
join summed as all_summed on all_summed.sector = 'all'
