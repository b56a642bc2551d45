-- title:   Avoidable churn of a sector, simulated
-- meaning: What avoidable churn costs in each simulation, over the months and segments looked at.
-- grain:   one row per causing sector and draw
-- units:   amount = reporting currency; customers_lost = customers
-- formula: Σ sector_month_draw, or Σ churn_draw where some segments are chosen
-- source:  sector_month_draw, churn_draw
-- limits:  the same draws for all sectors
-- key:     sector, draw
with drawn as (
    select
        draw.sector,
        draw.draw,
        draw.amount,
        draw.customers_lost
    from sector_month_draw as draw
    join chosen_period on chosen_period.every_segment
    union all
    select
        churn_draw.sector,
        churn_draw.draw,
        churn_draw.amount,
        churn_draw.customers_lost
    from churn_draw
    join chosen_period on not chosen_period.every_segment
)
select
    drawn.sector,
    drawn.draw,
    sum(drawn.amount) as amount,
    sum(drawn.customers_lost) as customers_lost
from drawn
group by drawn.sector, drawn.draw
