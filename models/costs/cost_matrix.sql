-- title:   Where the cost starts and who pays for it
-- meaning: Each amount is shown twice: in the row of the sector where it starts and in the column of the sector that
--          pays.
-- grain:   one row per causing sector and paying sector; 'all' is the sum over the sectors
-- units:   amount = reporting currency; customers_lost = customers
-- formula: Σ amount of the ledger
-- source:  ledger_cube
-- limits:  margin that is no longer earned is paid by the whole company, not by a sector
-- key:     caused_by, incurred_by
-- lineage: ledger_source, caused_by, incurred_by
-- decomposition: amount = Σ cost_driver.amount by component, evidence
with cell as (
    select
        ledger_cube.caused_by,
        ledger_cube.incurred_by,
        sum(ledger_cube.amount) as amount,
        sum(ledger_cube.customers_lost) as customers_lost
    from ledger_cube
    group by ledger_cube.caused_by, ledger_cube.incurred_by
)
select
    cell.caused_by,
    cell.incurred_by,
    cell.amount,
    cell.customers_lost
from cell
union all
select
    cell.caused_by,
    'all' as incurred_by,
    sum(cell.amount) as amount,
    sum(cell.customers_lost) as customers_lost
from cell
group by cell.caused_by
union all
select
    'all' as caused_by,
    cell.incurred_by,
    sum(cell.amount) as amount,
    sum(cell.customers_lost) as customers_lost
from cell
group by cell.incurred_by
union all
select
    'all' as caused_by,
    'all' as incurred_by,
    sum(cell.amount) as amount,
    sum(cell.customers_lost) as customers_lost
from cell
having count(*) > 0
