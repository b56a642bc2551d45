-- title:   The three answers for the whole organisation
-- meaning: What unhappy customers cost, what the customers who complained are worth, and what winning a customer
--          costs against keeping one.
-- grain:   one row
-- units:   dissatisfaction_cost, booked, measured, estimated, assumed, projected, low, high, loyalty_lost,
--          replacement_cost, keeping_cost, loyalty_at_stake, cac, keeping_cost_per_customer_year, total_value =
--          reporting currency; level = 0 to 1; complaints = Σ of shares; customers_lost = customers; win_to_keep =
--          ratio
-- formula: sums over the sectors; win_to_keep = cac / keeping cost of one customer in one year
-- source:  sector_sum, sector_tier, stake_line, win_or_keep, acquisition_cost, customer_value
-- limits:  loyalty_at_stake counts each customer once; customers_active and total_value speak of the day of reference
-- lineage: ledger_source
-- column_lineage: dissatisfaction_cost: ledger_source;
--                 loyalty_lost: ledger_source, component = "avoidable_churn";
--                 customers_lost: ledger_source, component = "avoidable_churn";
--                 complaints: complaint_source;
--                 keeping_cost: keeping_line;
--                 loyalty_at_stake: stake_total_source;
--                 cac: spend_line;
--                 total_value: staying_source, part = "whole";
--                 customers_active: customer_source, has_left = "false";
--                 booked: ledger_source, evidence = "booked";
--                 measured: ledger_source, evidence = "measured";
--                 estimated: ledger_source, evidence = "estimated";
--                 assumed: ledger_source, evidence = "assumed";
--                 projected: ledger_source, projected = "true";
--                 keeping_cost_per_customer_year: keeping_line
-- decomposition: dissatisfaction_cost = Σ cost_driver.amount by component, evidence;
--                loyalty_lost = Σ cost_driver.amount by component, evidence;
--                customers_lost = Σ cost_driver.quantity by segment;
--                replacement_cost = customers_lost × win_or_keep.win_each [sector = all];
--                win_to_keep = acquisition_cost.cac [channel = all] / win_or_keep.keeping_cost_per_customer_year
--                    [sector = all];
--                cac = acquisition_cost.spend [channel = all] / acquisition_cost.new_customers [channel = all];
--                keeping_cost = Σ keeping_line.amount by purpose;
--                loyalty_at_stake = Σ stake_total_source.amount by segment
-- interval: dissatisfaction_cost = low, high
with stake as (
    select stake_first.value, stake_first.customers
    from stake_first
    join chosen_period
        on chosen_period.every_sector
            and (stake_first.month_before is null or stake_first.month_before < chosen_period.first_month)
    where stake_first.caused_by = 'all'
    union all
    select stake_line.value, 1 as customers
    from stake_line
    join chosen_period on not chosen_period.every_sector
    qualify row_number() over (
        partition by stake_line.customer_id
        order by stake_line.opened_on, stake_line.complaint_id
    ) = 1
),
stakes as (
    select sum(stake.value) as loyalty_at_stake, cast(coalesce(sum(stake.customers), 0) as bigint) as customers_at_stake
    from stake
),
sums as (
    select
        count(*) as sectors,
        sum(sector_sum.complaints) as complaints,
        sum(sector_sum.dissatisfaction_cost) as dissatisfaction_cost,
        sum(sector_sum.loyalty_lost) as loyalty_lost,
        sum(sector_sum.customers_lost) as customers_lost,
        sum(sector_sum.keeping_cost) as keeping_cost
    from sector_sum
)
select
    sums.sectors,
    sums.complaints,
    sums.dissatisfaction_cost,
    sector_tier.booked,
    sector_tier.measured,
    sector_tier.estimated,
    sector_tier.assumed,
    sector_tier.projected,
    sector_tier.low,
    sector_tier.high,
    sector_tier.level,
    sums.loyalty_lost,
    sums.customers_lost,
    win_or_keep.replacement_cost,
    sums.keeping_cost,
    stakes.loyalty_at_stake,
    stakes.customers_at_stake,
    channel_cost.cac,
    win_or_keep.keeping_cost_per_customer_year,
    cast(channel_cost.cac as double) / nullif(
        cast(win_or_keep.keeping_cost_per_customer_year as double), 0e0
    ) as win_to_keep,
    customer_value.customers as customers_active,
    customer_value.total_value
from sums
cross join stakes
left join sector_tier on sector_tier.sector = 'all'
left join win_or_keep on win_or_keep.sector = 'all'
left join channel_cost on channel_cost.channel = 'all'
left join customer_value on customer_value.segment = 'all'
