-- title:   Where the cost starts
-- meaning: How each complaint is shared among the sectors that caused it.
-- grain:   one row per complaint and causing sector
-- units:   basis_points = ten-thousandths of the complaint, 10,000 in all
-- formula: agreed shares, else the overruns of its case, else the complaint's sector (or those it was split into, by
--          the shares given), else (unattributed); what agreed shares leave to 1 is (unattributed); rounded by largest
--          remainder
-- source:  complaint_shares, case_share, complaints, sector_split
-- limits:  agreed shares above 1 are rejected as a whole
-- key:     complaint_id, caused_by
with agreed as (
    select
        complaint_shares.complaint_id,
        sum(complaint_shares.share) as share
    from complaint_shares
    group by complaint_shares.complaint_id
    having sum(complaint_shares.share) <= 1 and min(complaint_shares.share) >= 0
),
of_case as (
    select complaints.complaint_id, case_share.sector, case_share.share
    from complaints
    join case_share on case_share.case_id = complaints.case_id
    where not exists (select 1 from agreed where agreed.complaint_id = complaints.complaint_id)
),
of_complaint as (
    select
        complaints.complaint_id,
        coalesce(sector_split.into_sector, complaints.sector, '(unattributed)') as sector,
        sector_split.share
    from complaints
    left
    join sector_split
        on sector_split.sector = complaints.sector
            and complaints.opened_on >= sector_split.from_day
            and complaints.opened_on < sector_split.to_day
    where not exists (select 1 from agreed where agreed.complaint_id = complaints.complaint_id)
        and not exists (select 1 from of_case where of_case.complaint_id = complaints.complaint_id)
),
part as (
    select complaint_shares.complaint_id, complaint_shares.sector, complaint_shares.share
    from complaint_shares
    join agreed on agreed.complaint_id = complaint_shares.complaint_id
    union all
    select agreed.complaint_id, '(unattributed)' as sector, 1 - agreed.share as share
    from agreed
    union all
    select of_case.complaint_id, of_case.sector, of_case.share
    from of_case
    union all
    select of_complaint.complaint_id, of_complaint.sector, of_complaint.share
    from of_complaint
    where of_complaint.share is not null
),
stated as (
    select
        part.complaint_id,
        part.sector,
        sum(part.share) * 10000 as exact_points,
        floor(sum(part.share) * 10000) as whole_points
    from part
    group by part.complaint_id, part.sector
),
ranked as (
    select
        stated.complaint_id,
        stated.sector,
        stated.whole_points,
        10000 - sum(stated.whole_points) over (partition by stated.complaint_id) as points_left,
        row_number() over (
            -- shares stand to ten decimals: what differs in the last ones only is equal
            partition by stated.complaint_id
            order by round(stated.exact_points - stated.whole_points, 4) desc, stated.sector
        ) as place
    from stated
),
shared as (
    select
        ranked.complaint_id,
        ranked.sector,
        cast(
            ranked.whole_points + case when ranked.place <= ranked.points_left then 1 else 0 end as integer
        ) as basis_points
    from ranked
)
select
    shared.complaint_id,
    shared.sector as caused_by,
    shared.basis_points
from shared
where shared.basis_points > 0
union all
-- most complaints start in one sector; they need no sharing
select
    of_complaint.complaint_id,
    of_complaint.sector as caused_by,
    10000 as basis_points
from of_complaint
where of_complaint.share is null
