-- title:   Avoidable churn of a sector, drawn again, by month
-- meaning: What avoidable churn costs in each draw of customers, over all segments.
-- grain:   one row per month, causing sector and draw
-- units:   amount = reporting currency; customers_lost = customers; month = first day of the month of opened_on
-- formula: Σ churn_draw
-- source:  churn_draw
-- limits:  made so that the range of a period is a short sum
-- key:     month, sector, draw
-- filters: month, sector
select w.month, w.sector, w.draw, sum(w.amount) as amount, sum(w.customers_lost) as customers_lost
from churn_draw as w
group by w.month, w.sector, w.draw
