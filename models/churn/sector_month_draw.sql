-- title:   Avoidable churn of a sector, simulated, by month
-- meaning: What avoidable churn costs in each simulation, over all segments.
-- grain:   one row per month, causing sector and draw
-- units:   amount = reporting currency; customers_lost = customers; month = first day of the month of opened_on
-- formula: Σ churn_draw
-- source:  churn_draw
-- limits:  made so that the range of a period is a short sum
-- key:     month, sector, draw
-- filters: month, sector
select
    churn_draw.month,
    churn_draw.sector,
    churn_draw.draw,
    sum(churn_draw.amount) as amount,
    sum(churn_draw.customers_lost) as customers_lost
from churn_draw
group by churn_draw.month, churn_draw.sector, churn_draw.draw
