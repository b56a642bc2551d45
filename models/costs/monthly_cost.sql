-- title:   Cost by month
-- meaning: What unhappy customers cost month by month, with what is booked, measured and estimated apart.
-- grain:   one row per month, evidence and projected
-- units:   amount = reporting currency; month = first day
-- formula: Σ amount of the ledger
-- source:  ledger_cube
-- limits:  a month belongs to the complaints opened in it, whenever the cost was paid
-- key:     month, evidence, projected
-- trace:   ledger_source, month, evidence, projected
-- worked:  amount = Σ cost_driver.amount by component, evidence
select
    c.month,
    c.evidence,
    c.projected,
    sum(c.amount) as amount
from ledger_cube as c
group by c.month, c.evidence, c.projected
