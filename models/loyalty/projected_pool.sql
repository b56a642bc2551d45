-- title:   Where the projection comes from
-- meaning: For each kind of customer not yet followed: whose excess risk stands in.
-- grain:   one row per segment and tenure band of a customer not yet followed, and followed kind that stands in
-- units:   exposed = followed exposures; only_recent = of the last 12 followed months only
-- formula: the segment and band in the last 12 followed months, else of all time, else the band, else everybody
-- source:  exposure, followed_cell
-- limits:  cells without an excess are left out
-- key:     segment, tenure_band, pool_segment, pool_band, stratum
-- period:  as_of
with wanted as (
    select distinct e.segment, e.tenure_band
    from exposure as e
    where not e.followed
),
candidate as (
    select
        w.segment,
        w.tenure_band,
        c.stratum,
        c.excess,
        c.exposed,
        c.segment as pool_segment,
        c.tenure_band as pool_band,
        c.is_recent,
        case
            when c.segment = w.segment and c.tenure_band = w.tenure_band then 1
            when c.tenure_band = w.tenure_band then 3
            else 4
        end as preference
    from wanted as w
    cross join followed_cell as c
    where c.excess is not null
),
widened as (
    select c.*, 0 as place
    from candidate as c
    where c.preference = 1 and c.is_recent
    union all
    select c.*, 1 as place
    from candidate as c
    where c.preference = 1
    union all
    select c.*, 3 as place
    from candidate as c
    where c.preference <= 3
    union all
    select c.*, 4 as place
    from candidate as c
),
chosen as (
    select c.*
    from widened as c
    qualify rank() over (partition by c.segment, c.tenure_band order by c.place) = 1
)
select
    c.segment,
    c.tenure_band,
    c.pool_segment,
    c.pool_band,
    c.stratum,
    c.place = 0 as only_recent,
    max(c.excess) as excess,
    cast(sum(c.exposed) as bigint) as exposed
from chosen as c
group by c.segment, c.tenure_band, c.pool_segment, c.pool_band, c.stratum, c.place
