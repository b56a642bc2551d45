-- title:   Where the projection comes from
-- meaning: For each type of customer not yet followed: whose added risk is used instead.
-- grain:   one row per segment and tenure band of a customer not yet followed, and followed kind that stands in
-- units:   exposed = followed exposures; only_recent = of the last 12 followed months only
-- formula: the segment and band in the last 12 followed months, else of all time, else the band, else everybody
-- source:  exposure, followed_cell
-- limits:  cells without an excess are left out
-- key:     segment, tenure_band, pool_segment, pool_band, stratum
-- period:  as_of
with wanted as (
    select distinct exposure.segment, exposure.tenure_band
    from exposure
    where not exposure.followed
),
candidate as (
    select
        wanted.segment,
        wanted.tenure_band,
        followed_cell.stratum,
        followed_cell.excess,
        followed_cell.exposed,
        followed_cell.segment as pool_segment,
        followed_cell.tenure_band as pool_band,
        followed_cell.is_recent,
        case
            when followed_cell.segment = wanted.segment and followed_cell.tenure_band = wanted.tenure_band then 1
            when followed_cell.tenure_band = wanted.tenure_band then 3
            else 4
        end as preference
    from wanted
    cross join followed_cell
    where followed_cell.excess is not null
),
widened as (
    select candidate.*, 0 as place
    from candidate
    where candidate.preference = 1 and candidate.is_recent
    union all
    select candidate.*, 1 as place
    from candidate
    where candidate.preference = 1
    union all
    select candidate.*, 3 as place
    from candidate
    where candidate.preference <= 3
    union all
    select candidate.*, 4 as place
    from candidate
),
chosen as (
    select widened.*
    from widened
    qualify rank() over (partition by widened.segment, widened.tenure_band order by widened.place) = 1
)
select
    chosen.segment,
    chosen.tenure_band,
    chosen.pool_segment,
    chosen.pool_band,
    chosen.stratum,
    chosen.place = 0 as only_recent,
    max(chosen.excess) as excess,
    cast(sum(chosen.exposed) as bigint) as exposed
from chosen
group by chosen.segment, chosen.tenure_band, chosen.pool_segment, chosen.pool_band, chosen.stratum, chosen.place
