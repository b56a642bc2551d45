-- title:   Closed months, then and now
-- meaning: What a closed month showed when it was closed, beside what it shows now.
-- grain:   one row per closed month, sector and component
-- units:   all amounts = reporting currency; month = first day
-- formula: restated = amount_now − closed_amount
-- source:  close, ledger_cube
-- limits:  always speaks of all customers and sectors; estimated components move when later months teach more
-- key:     month, sector, component
-- period:  all
with present as (
    select c.month, c.caused_by as sector, c.component, sum(c.amount) as amount
    from ledger_cube as c
    join closed_period as p on p.month = c.month
    group by c.month, c.caused_by, c.component
),
signed as (
    select f.month, f.sector, f.component, sum(f.amount) as amount
    from closed_figure as f
    group by f.month, f.sector, f.component
)
select
    coalesce(s.month, n.month) as month,
    coalesce(s.sector, n.sector) as sector,
    coalesce(s.component, n.component) as component,
    coalesce(s.amount, 0) as closed_amount,
    coalesce(n.amount, 0) as amount_now,
    coalesce(n.amount, 0) - coalesce(s.amount, 0) as restated
from signed as s
full outer join present as n on n.month = s.month and n.sector = s.sector and n.component = s.component
