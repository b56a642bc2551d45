-- title:   Where the cost starts and who pays for it
-- meaning: Each amount stands twice: in the row of the sector where it starts and in the column of the sector that pays.
-- grain:   one row per causing sector and paying sector; 'all' is the sum over the sectors
-- units:   amount = reporting currency; customers_lost = customers
-- formula: Σ amount of the ledger
-- source:  ledger_cube
-- limits:  margin that is no longer earned is paid by the whole company, not by a sector
-- key:     caused_by, incurred_by
-- trace:   ledger_source, caused_by, incurred_by
-- worked:  amount = Σ cost_driver.amount by component, evidence
with cell as (
    select c.caused_by, c.incurred_by, sum(c.amount) as amount, sum(c.customers_lost) as customers_lost
    from ledger_cube as c
    group by c.caused_by, c.incurred_by
)
select c.caused_by, c.incurred_by, c.amount, c.customers_lost
from cell as c
union all
select c.caused_by, 'all' as incurred_by, sum(c.amount) as amount, sum(c.customers_lost) as customers_lost
from cell as c
group by c.caused_by
union all
select 'all' as caused_by, c.incurred_by, sum(c.amount) as amount, sum(c.customers_lost) as customers_lost
from cell as c
group by c.incurred_by
union all
select 'all' as caused_by, 'all' as incurred_by, sum(c.amount) as amount, sum(c.customers_lost) as customers_lost
from cell as c
having count(*) > 0
