-- title:   Numbers of closed months
-- meaning: What a closed month showed when it was closed; sectors as they are written now.
-- grain:   one row per closed month, sector and component
-- units:   amount = reporting currency; month = first day
-- source:  close
with named as (
    select n.sector, min(n.sector_key) as sector_key
    from sector_name as n
    group by n.sector
)
select c.month, coalesce(s.sector, c.sector) as sector, c.component, c.amount
from closed_number as c
join closed_period as p on p.month = c.month and p.closed_version = c.version
left join named as n on n.sector = c.sector
left join sector_spelling as s on s.sector_key = n.sector_key
