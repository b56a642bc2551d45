-- title:   Where the cost starts
-- meaning: How each complaint is shared among the sectors that caused it.
-- grain:   one row per complaint and causing sector
-- units:   basis_points = ten-thousandths of the complaint, 10,000 in all
-- formula: agreed shares, else the overruns of its case, else the complaint's sector (or those it was split into, by the shares given), else (unattributed); what agreed shares leave to 1 is (unattributed); rounded by largest remainder
-- source:  complaint_shares, case_share, complaints, sector_split
-- limits:  agreed shares above 1 are set aside as a whole
-- key:     complaint_id, caused_by
with agreed as (
    select
        s.complaint_id,
        sum(s.share) as share
    from complaint_shares as s
    group by s.complaint_id
    having sum(s.share) <= 1 and min(s.share) >= 0
),
of_case as (
    select c.complaint_id, h.sector, h.share
    from complaints as c
    join case_share as h on h.case_id = c.case_id
    where not exists (select 1 from agreed as g where g.complaint_id = c.complaint_id)
),
of_complaint as (
    select
        c.complaint_id,
        coalesce(p.into_sector, c.sector, '(unattributed)') as sector,
        p.share
    from complaints as c
    left join sector_split as p on p.sector = c.sector and c.opened_on >= p.from_day and c.opened_on < p.to_day
    where not exists (select 1 from agreed as g where g.complaint_id = c.complaint_id)
        and not exists (select 1 from of_case as o where o.complaint_id = c.complaint_id)
),
part as (
    select s.complaint_id, s.sector, s.share
    from complaint_shares as s
    join agreed as g on g.complaint_id = s.complaint_id
    union all
    select g.complaint_id, '(unattributed)' as sector, 1 - g.share as share
    from agreed as g
    union all
    select o.complaint_id, o.sector, o.share
    from of_case as o
    union all
    select o.complaint_id, o.sector, o.share
    from of_complaint as o
    where o.share is not null
),
stated as (
    select
        p.complaint_id,
        p.sector,
        sum(p.share) * 10000 as exact_points,
        floor(sum(p.share) * 10000) as whole_points
    from part as p
    group by p.complaint_id, p.sector
),
ranked as (
    select
        s.complaint_id,
        s.sector,
        s.whole_points,
        10000 - sum(s.whole_points) over (partition by s.complaint_id) as points_left,
        row_number() over (
            -- shares stand to ten decimals: what differs in the last ones only is equal
            partition by s.complaint_id order by round(s.exact_points - s.whole_points, 4) desc, s.sector
        ) as place
    from stated as s
),
shared as (
    select
        r.complaint_id,
        r.sector,
        cast(r.whole_points + case when r.place <= r.points_left then 1 else 0 end as integer) as basis_points
    from ranked as r
)
select
    s.complaint_id,
    s.sector as caused_by,
    s.basis_points
from shared as s
where s.basis_points > 0
union all
-- most complaints start in one sector; they need no sharing
select
    o.complaint_id,
    o.sector as caused_by,
    10000 as basis_points
from of_complaint as o
where o.share is null
