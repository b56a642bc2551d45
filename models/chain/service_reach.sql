-- title:   Reach of those who put it right
-- meaning: Whether complaints land on one sector, whether they start elsewhere, and whether its people can resolve them.
-- grain:   one row per handling sector (and all)
-- units:   complaints = complaints; handled_here_share, started_elsewhere_share, first_contact_share, resolved_share = 0 to 1; handovers_mean = times a complaint
-- formula: handled_here_share = complaints handled here / all; started_elsewhere_share = part of their known start in other sectors; the others over the complaints that state them
-- source:  complaints, complaint_work, complaint_shares, stage_times
-- limits:  a choice of sectors does not narrow it, since each share needs all complaints; (outside) is elsewhere, (unattributed) is not known
-- key:     sector
-- trace:   handled_source, sector, measure = "complaint"
-- rows:    started_elsewhere_share: handled_source, sector, measure = "elsewhere"; handovers_mean: handled_source, sector, measure = "handovers"; first_contact_share: handled_source, sector, measure = "first_contact"; resolved_share: handled_source, sector, measure = "resolved"
with cell as (
    select h.sector, h.handovers, h.first_contact, h.resolved, h.points_here, h.points_known
    from handled_complaint as h
    union all
    select 'all' as sector, h.handovers, h.first_contact, h.resolved, h.points_here, h.points_known
    from handled_complaint as h
),
summed as (
    select
        c.sector,
        count(*) as complaints,
        sum(c.points_here) as points_here,
        sum(c.points_known) as points_known,
        sum(c.handovers) as handovers,
        count(c.handovers) as handovers_known,
        sum(c.first_contact) as first_contact,
        count(c.first_contact) as first_contact_known,
        sum(c.resolved) as resolved,
        count(c.resolved) as resolved_known
    from cell as c
    group by c.sector
)
select
    s.sector,
    s.complaints,
    s.complaints / cast(t.complaints as double) as handled_here_share,
    (s.points_known - s.points_here) / cast(nullif(s.points_known, 0) as double) as started_elsewhere_share,
    s.handovers / cast(nullif(s.handovers_known, 0) as double) as handovers_mean,
    s.first_contact / cast(nullif(s.first_contact_known, 0) as double) as first_contact_share,
    s.resolved / cast(nullif(s.resolved_known, 0) as double) as resolved_share
from summed as s
join summed as t on t.sector = 'all'
