-- title:   Customers a sector touched
-- meaning: Customers who answered about a sector in a month or whose complaint started there, and how many stayed the
--          month after.
-- grain:   one row per month and sector
-- units:   touched, stayed = customers
-- formula: touched = still customers on the first of the next month; stayed = of them, still customers a month later
-- source:  touched_source
-- limits:  only months whose next month is complete; each customer once a month and sector
-- key:     month, sector
-- filters: month, sector
select
    touched_source.month,
    touched_source.sector,
    count(*) as touched,
    count(*) filter (where touched_source.amount = 1) as stayed
from touched_source
group by touched_source.month, touched_source.sector
