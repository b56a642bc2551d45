-- title:   Agreed shares
-- meaning: Which part of a complaint the sectors agreed to have caused.
-- grain:   one row per complaint and sector
-- units:   share = 0 to 1
-- source:  complaint_shares, complaints
with dated as (
    -- the day of the complaint matters only where sectors were merged
    select complaints.complaint_id, complaints.opened_on
    from complaints
    where exists (select 1 from sector_moved)
)
select
    shares.complaint_id,
    coalesce(sector_moved.sector, sector_spelling.sector, shares.sector) as sector,
    shares.share,
    shares.import_id,
    shares.source_row
from raw_complaint_shares as shares
cross join assumption
left join sector_spelling on sector_spelling.sector_key = shares.sector
left join dated on dated.complaint_id = shares.complaint_id
left
join sector_moved
    on sector_moved.sector_key = shares.sector
        and dated.opened_on >= sector_moved.from_day
        and dated.opened_on < sector_moved.to_day
where shares.from_version <= assumption.version
    and (shares.to_version is null or shares.to_version > assumption.version)
