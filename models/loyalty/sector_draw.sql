-- title:   Avoidable churn of a sector, drawn again
-- meaning: What avoidable churn costs in each draw of customers, over the months and segments looked at.
-- grain:   one row per causing sector and draw
-- units:   amount = reporting currency; customers_lost = customers
-- formula: Σ sector_month_draw, or Σ churn_draw where some segments are chosen
-- source:  sector_month_draw, churn_draw
-- limits:  the same draws for all sectors
-- key:     sector, draw
with drawn as (
    select w.sector, w.draw, w.amount, w.customers_lost
    from sector_month_draw as w
    join chosen_period as p on p.every_segment
    union all
    select w.sector, w.draw, w.amount, w.customers_lost
    from churn_draw as w
    join chosen_period as p on not p.every_segment
)
select w.sector, w.draw, sum(w.amount) as amount, sum(w.customers_lost) as customers_lost
from drawn as w
group by w.sector, w.draw
