-- title:   Numbers of closed months
-- meaning: What a closed month showed when it was closed; sectors as they are written now.
-- grain:   one row per closed month, sector and component
-- units:   amount = reporting currency; month = first day
-- source:  close
with named as (
    select sector_name.sector, min(sector_name.sector_key) as sector_key
    from sector_name
    group by sector_name.sector
)
select
    closed_number.month,
    coalesce(sector_spelling.sector, closed_number.sector) as sector,
    closed_number.component,
    closed_number.amount
from closed_number
join closed_period on closed_period.month = closed_number.month and closed_period.closed_version = closed_number.version
left join named on named.sector = closed_number.sector
left join sector_spelling on sector_spelling.sector_key = named.sector_key
