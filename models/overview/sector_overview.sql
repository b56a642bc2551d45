-- title:   The three answers for every sector
-- meaning: What unhappy customers cost, what of it is lost margin, and what replacing and keeping customers costs, by
--          the sector where it starts.
-- grain:   one row per sector
-- units:   complaints = Σ of shares; dissatisfaction_cost, loyalty_lost, replacement_cost, keeping_cost,
--          loyalty_at_stake = reporting currency; customers_lost = customers
-- formula: dissatisfaction_cost = Σ ledger; loyalty_lost = the avoidable_churn part of it; replacement_cost = Σ
--          customers_lost × cac of their channel
-- source:  ledger, complaints, acquisition_cost, sector_costs, customers
-- limits:  replacement_cost is the same customers at another price, never added; loyalty_at_stake counts a customer
--          once a sector and does not add up
-- key:     sector
-- lineage: ledger_source, sector = caused_by
-- column_lineage: loyalty_lost: ledger_source, sector = caused_by, component = "avoidable_churn";
--                 customers_lost: ledger_source, sector = caused_by, component = "avoidable_churn";
--                 complaints: complaint_source, sector = caused_by;
--                 keeping_cost: keeping_line, sector;
--                 loyalty_at_stake: stake_source, sector = caused_by
-- decomposition: dissatisfaction_cost = Σ cost_driver.amount by component, evidence;
--                loyalty_lost = Σ cost_driver.amount by component, evidence;
--                customers_lost = Σ cost_driver.quantity by segment;
--                replacement_cost = Σ replacement_line.amount by channel;
--                keeping_cost = Σ keeping_line.amount by purpose;
--                loyalty_at_stake = Σ stake_source.amount by segment
-- interval: dissatisfaction_cost = sector_tier.low, sector_tier.high
with replaced as (
    select replacement_line.caused_by as sector, sum(replacement_line.amount) as amount
    from replacement_line
    group by replacement_line.caused_by
)
select
    sector_sum.sector,
    sector_sum.complaints,
    sector_sum.dissatisfaction_cost,
    sector_sum.loyalty_lost,
    sector_sum.customers_lost,
    case
        when sector_sum.customers_lost is not null then coalesce(replaced.amount, 0 * channel_cost.cac)
    end as replacement_cost,
    sector_sum.keeping_cost,
    coalesce(loyalty_at_stake.loyalty_at_stake, 0) as loyalty_at_stake
from sector_sum
left join channel_cost on channel_cost.channel = 'all'
left join replaced on replaced.sector = sector_sum.sector
left join loyalty_at_stake on loyalty_at_stake.sector = sector_sum.sector
