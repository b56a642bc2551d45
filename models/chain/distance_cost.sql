-- title:   Cost by distance from the customer
-- meaning: How much of what unhappy customers cost starts how many hands away from them.
-- grain:   one row per distance
-- units:   distance = links to the customer, empty where no way is known; sectors = sectors; complaints = Σ of shares;
--          amount = reporting currency; share, share_from_here = 0 to 1
-- formula: share = amount / Σ amount; share_from_here = the share at this distance or further, of known ones
-- source:  chain_sector
-- limits:  a sector nobody linked, the outside and what is not attributed have no distance
-- key:     distance
-- untraced: sums over the sectors of a distance; their rows stand behind chain_sector
with summed as (
    select
        chain_sector.distance,
        count(*) as sectors,
        sum(chain_sector.complaints) as complaints,
        sum(chain_sector.amount) as amount
    from chain_sector
    group by chain_sector.distance
)
select
    summed.distance,
    summed.sectors,
    summed.complaints,
    summed.amount,
    cast(summed.amount as double) / nullif(cast(sum(summed.amount) over () as double), 0) as share,
    case
        when summed.distance is not null
            then cast(
                sum(case when summed.distance is not null then summed.amount end) over (
                    order by summed.distance desc rows between unbounded preceding and current row
                ) as double
            ) / nullif(cast(sum(summed.amount) over () as double), 0)
    end as share_from_here
from summed
