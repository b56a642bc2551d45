-- title:   Range of the cost of a sector
-- meaning: Between which amounts the cost lies, given how much the customers happened to differ.
-- grain:   one row per sector (and all)
-- units:   amount, low, high = reporting currency; churn_low, churn_high = the avoidable churn in it; lost_low, lost_high = customers; level = 0 to 1
-- formula: booked and measured amounts + avoidable churn drawn again 1,000 times by customer; low and high cut off (1 − level) / 2 on either side; handling at an assumed rate from its low to its high
-- source:  ledger, sector_draw, assumptions interval_level and hourly_cost with its low and high
-- limits:  booked and measured amounts are taken as certain; the ends of the assumed rate are added to those of the draws, so the range is rather too wide than too narrow
-- key:     sector
-- trace:   ledger_source, sector = caused_by
with fixed as (
    select
        c.caused_by as sector,
        sum(case when c.component = 'avoidable_churn' then 0 else c.amount end) as fixed_amount,
        -- handling is estimated only where its rate is assumed
        sum(case when c.component = 'handling' and c.evidence = 'estimated' then c.amount else 0 end) as assumed_rate_amount,
        sum(c.amount) as amount
    from cost_cube as c
    group by c.caused_by
),
cost as (
    select f.sector, f.fixed_amount, f.assumed_rate_amount, f.amount
    from fixed as f
    union all
    select 'all' as sector, sum(f.fixed_amount) as fixed_amount, sum(f.assumed_rate_amount) as assumed_rate_amount, sum(f.amount) as amount
    from fixed as f
    having count(*) > 0
),
drawn as (
    select w.sector, w.draw, w.amount, w.customers_lost
    from sector_draw as w
),
every_draw as (
    select w.sector, w.draw, w.amount, w.customers_lost
    from drawn as w
    union all
    select 'all' as sector, w.draw, sum(w.amount) as amount, sum(w.customers_lost) as customers_lost
    from drawn as w
    group by w.draw
),
placed as (
    select
        w.sector,
        w.amount,
        w.customers_lost,
        row_number() over (partition by w.sector order by w.amount) - 1 as amount_place,
        row_number() over (partition by w.sector order by w.customers_lost) - 1 as lost_place,
        (count(*) over (partition by w.sector) - 1) * (1 - a.interval_level) / 2e0 as low_place,
        (count(*) over (partition by w.sector) - 1) * (1 + a.interval_level) / 2e0 as high_place
    from every_draw as w
    cross join assumption as a
),
-- between two draws the range is read off in proportion
cut as (
    select
        p.sector,
        sum(p.amount * greatest(0e0, 1e0 - abs(p.amount_place - p.low_place))) as churn_low,
        sum(p.amount * greatest(0e0, 1e0 - abs(p.amount_place - p.high_place))) as churn_high,
        sum(p.customers_lost * greatest(0e0, 1e0 - abs(p.lost_place - p.low_place))) as lost_low,
        sum(p.customers_lost * greatest(0e0, 1e0 - abs(p.lost_place - p.high_place))) as lost_high
    from placed as p
    group by p.sector
),
-- how far the assumed rate may lie below and above, in parts of itself
rate_range as (
    select
        coalesce(least(a.hourly_cost_low / nullif(a.hourly_cost, 0) - 1, 0e0), 0e0) as below,
        coalesce(greatest(a.hourly_cost_high / nullif(a.hourly_cost, 0) - 1, 0e0), 0e0) as above
    from assumption as a
)
select
    c.sector,
    c.amount,
    c.fixed_amount + coalesce(t.churn_low, 0) + c.assumed_rate_amount * r.below as low,
    c.fixed_amount + coalesce(t.churn_high, 0) + c.assumed_rate_amount * r.above as high,
    t.churn_low,
    t.churn_high,
    t.lost_low,
    t.lost_high,
    a.interval_level as level
from cost as c
cross join assumption as a
cross join rate_range as r
left join cut as t on t.sector = c.sector
