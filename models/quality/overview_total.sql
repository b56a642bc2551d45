-- title:   The three answers for the whole organisation
-- meaning: What unhappy customers cost, what the loyalty of those who complained is worth, and what winning a customer costs against keeping one.
-- grain:   one row
-- units:   dissatisfaction_cost, booked, measured, estimated, assumed, projected, low, high, loyalty_lost, replacement_cost, keeping_cost, loyalty_at_stake, cac, keeping_cost_per_customer_year, total_value = reporting currency; level = 0 to 1; complaints = Σ of shares; customers_lost = customers; win_to_keep = ratio
-- formula: sums over the sectors; win_to_keep = cac / keeping cost of one customer in one year
-- source:  sector_sum, sector_tier, stake_line, win_or_keep, acquisition_cost, customer_value
-- limits:  loyalty_at_stake counts each customer once; customers_active and total_value speak of the day of reference
-- trace:   ledger_source
-- rows:    dissatisfaction_cost: ledger_source; loyalty_lost: ledger_source, component = "avoidable_churn"; customers_lost: ledger_source, component = "avoidable_churn"; complaints: complaint_source; keeping_cost: keeping_line; loyalty_at_stake: stake_total_source; cac: spend_line; total_value: staying_source, part = "whole"; customers_active: customer_source, has_left = "false"; booked: ledger_source, evidence = "booked"; measured: ledger_source, evidence = "measured"; estimated: ledger_source, evidence = "estimated"; assumed: ledger_source, evidence = "assumed"; projected: ledger_source, projected = "true"; keeping_cost_per_customer_year: keeping_line
-- worked:  dissatisfaction_cost = Σ cost_driver.amount by component, evidence; loyalty_lost = Σ cost_driver.amount by component, evidence; customers_lost = Σ cost_driver.quantity by segment; replacement_cost = customers_lost × cac; win_to_keep = acquisition_cost.cac [channel = all] / win_or_keep.keeping_cost_per_customer_year [sector = all]; cac = acquisition_cost.spend [channel = all] / acquisition_cost.new_customers [channel = all]; keeping_cost = Σ keeping_line.amount by purpose; loyalty_at_stake = Σ stake_total_source.amount by segment
with stake as (
    select f.value, f.customers
    from stake_first as f
    join chosen_period as p on p.every_sector and (f.month_before is null or f.month_before < p.first_month)
    where f.caused_by = 'all'
    union all
    select l.value, 1 as customers
    from stake_line as l
    join chosen_period as p on not p.every_sector
    qualify row_number() over (partition by l.customer_id order by l.opened_on, l.complaint_id) = 1
),
stakes as (
    select sum(s.value) as loyalty_at_stake, cast(coalesce(sum(s.customers), 0) as bigint) as customers_at_stake
    from stake as s
),
sums as (
    select
        count(*) as sectors,
        sum(s.complaints) as complaints,
        sum(s.dissatisfaction_cost) as dissatisfaction_cost,
        sum(s.loyalty_lost) as loyalty_lost,
        sum(s.customers_lost) as customers_lost,
        sum(s.keeping_cost) as keeping_cost
    from sector_sum as s
)
select
    s.sectors,
    s.complaints,
    s.dissatisfaction_cost,
    t.booked,
    t.measured,
    t.estimated,
    t.assumed,
    t.projected,
    t.low,
    t.high,
    t.level,
    s.loyalty_lost,
    s.customers_lost,
    w.replacement_cost,
    s.keeping_cost,
    k.loyalty_at_stake,
    k.customers_at_stake,
    q.cac,
    w.keeping_cost_per_customer_year,
    cast(q.cac as double) / nullif(cast(w.keeping_cost_per_customer_year as double), 0e0) as win_to_keep,
    v.customers as customers_active,
    v.total_value
from sums as s
cross join stakes as k
left join sector_tier as t on t.sector = 'all'
left join win_or_keep as w on w.sector = 'all'
left join acquisition_cost as q on q.channel = 'all'
left join customer_value as v on v.segment = 'all'
