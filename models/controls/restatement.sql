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
    select
        ledger_cube.month,
        ledger_cube.caused_by as sector,
        ledger_cube.component,
        sum(ledger_cube.amount) as amount
    from ledger_cube
    join closed_period on closed_period.month = ledger_cube.month
    group by ledger_cube.month, ledger_cube.caused_by, ledger_cube.component
),
signed as (
    select
        closed_figure.month,
        closed_figure.sector,
        closed_figure.component,
        sum(closed_figure.amount) as amount
    from closed_figure
    group by closed_figure.month, closed_figure.sector, closed_figure.component
)
select
    coalesce(signed.month, present.month) as month,
    coalesce(signed.sector, present.sector) as sector,
    coalesce(signed.component, present.component) as component,
    coalesce(signed.amount, 0) as closed_amount,
    coalesce(present.amount, 0) as amount_now,
    coalesce(present.amount, 0) - coalesce(signed.amount, 0) as restated
from signed
full outer
join present on present.month = signed.month and present.sector = signed.sector and present.component = signed.component
