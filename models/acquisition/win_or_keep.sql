-- title:   Winning or keeping
-- meaning: For each sector, what replacing the customers lost there would cost, what their leaving costs, and what is spent on keeping.
-- grain:   one row per sector (and all)
-- units:   customers_lost = customers; replacement_cost, loyalty_lost, keeping_cost = reporting currency; break_even_spend = reporting currency a complaint; keeping_cost_per_customer_year = reporting currency
-- formula: replacement_cost = customers_lost × cac; break_even_spend = loyalty_lost / complaints; keeping_cost = retention + service spend
-- source:  ledger, complaints, acquisition_cost, sector_costs, customers
-- limits:  replacement_cost and loyalty_lost speak of the same customers and are never added; per customer and year for all only; averages such as these are no rule for spending: they say nothing about the next euro, see best_split
-- key:     sector
-- trace:   ledger_source, sector = caused_by
-- rows:    loyalty_lost: ledger_source, sector = caused_by, component = "avoidable_churn"; customers_lost: ledger_source, sector = caused_by, component = "avoidable_churn"; complaints: complaint_source, sector = caused_by; keeping_cost: keeping_line, sector; keeping_cost_per_customer_year: keeping_line, sector
-- worked:  loyalty_lost = Σ cost_driver.amount by component, evidence; customers_lost = Σ cost_driver.quantity by segment; replacement_cost = customers_lost × acquisition_cost.cac [channel = all]; break_even_spend = loyalty_lost / complaints; keeping_cost = Σ keeping_line.amount by purpose
with acquisition as (
    select q.cac
    from acquisition_cost as q
    where q.channel = 'all'
),
years as (
    select sum(m.customers) as customer_months
    from active_month as m
    where exists (select 1 from keeping_line as k where k.month = m.month)
),
total as (
    select
        'all' as sector,
        sum(s.complaints) as complaints,
        sum(s.customers_lost) as customers_lost,
        sum(s.loyalty_lost) as loyalty_lost,
        sum(s.keeping_cost) as keeping_cost
    from sector_sum as s
    having count(*) > 0
    union all
    select s.sector, s.complaints, s.customers_lost, s.loyalty_lost, s.keeping_cost
    from sector_sum as s
)
select
    t.sector,
    t.customers_lost,
    cast(round(t.customers_lost * q.cac, 6) as decimal(38, 6)) as replacement_cost,
    t.loyalty_lost,
    t.keeping_cost,
    cast((cast(t.loyalty_lost * 2000000 as hugeint) * 10000 + sign(t.loyalty_lost) * cast(t.complaints * 10000 as hugeint)) // nullif(cast(t.complaints * 20000 as hugeint), 0) as decimal(38, 0)) * 0.000001 as break_even_spend,
    t.complaints,
    case when t.sector = 'all' then cast((cast(t.keeping_cost * 2000000 as hugeint) * 12 + sign(t.keeping_cost) * y.customer_months) // nullif(2 * y.customer_months, 0) as decimal(38, 0)) * 0.000001 end as keeping_cost_per_customer_year
from total as t
cross join years as y
left join acquisition as q on true
