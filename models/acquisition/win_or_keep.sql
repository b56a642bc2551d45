-- title:   Winning or keeping
-- meaning: For each sector, what replacing the customers lost there would cost, what their leaving costs, and what is
--          spent on keeping.
-- grain:   one row per sector (and all)
-- units:   customers_lost = customers; replacement_cost, loyalty_lost, keeping_cost = reporting currency;
--          break_even_spend = reporting currency a complaint; keeping_cost_per_customer_year = reporting currency
-- formula: replacement_cost = customers_lost × cac; break_even_spend = loyalty_lost / complaints; keeping_cost =
--          retention + service spend
-- source:  ledger, complaints, acquisition_cost, sector_costs, customers
-- limits:  replacement_cost and loyalty_lost speak of the same customers and are never added; per customer and year for
--          all only; averages such as these are no rule for spending: they say nothing about the next euro, see
--          best_split
-- key:     sector
-- lineage: ledger_source, sector = caused_by
-- column_lineage: loyalty_lost: ledger_source, sector = caused_by, component = "avoidable_churn";
--                 customers_lost: ledger_source, sector = caused_by, component = "avoidable_churn";
--                 complaints: complaint_source, sector = caused_by;
--                 keeping_cost: keeping_line, sector;
--                 keeping_cost_per_customer_year: keeping_line, sector
-- decomposition: loyalty_lost = Σ cost_driver.amount by component, evidence;
--                customers_lost = Σ cost_driver.quantity by segment;
--                replacement_cost = customers_lost × acquisition_cost.cac [channel = all];
--                break_even_spend = loyalty_lost / complaints;
--                keeping_cost = Σ keeping_line.amount by purpose
with acquisition as (
    select acquisition_cost.cac
    from acquisition_cost
    where acquisition_cost.channel = 'all'
),
years as (
    select sum(active_month.customers) as customer_months
    from active_month
    where exists (select 1 from keeping_line where keeping_line.month = active_month.month)
),
total as (
    select
        'all' as sector,
        sum(sector_sum.complaints) as complaints,
        sum(sector_sum.customers_lost) as customers_lost,
        sum(sector_sum.loyalty_lost) as loyalty_lost,
        sum(sector_sum.keeping_cost) as keeping_cost
    from sector_sum
    having count(*) > 0
    union all
    select
        sector_sum.sector,
        sector_sum.complaints,
        sector_sum.customers_lost,
        sector_sum.loyalty_lost,
        sector_sum.keeping_cost
    from sector_sum
)
select
    total.sector,
    total.customers_lost,
    cast(round(total.customers_lost * acquisition.cac, 6) as decimal(38, 6)) as replacement_cost,
    total.loyalty_lost,
    total.keeping_cost,
    cast(
        (
            cast(total.loyalty_lost * 2000000 as hugeint) * 10000
                + sign(total.loyalty_lost) * cast(total.complaints * 10000 as hugeint)
        ) // nullif(cast(total.complaints * 20000 as hugeint), 0) as decimal(38, 0)
    ) * 0.000001 as break_even_spend,
    total.complaints,
    case
        when total.sector = 'all'
            then cast(
                (
                    cast(total.keeping_cost * 2000000 as hugeint) * 12
                        + sign(total.keeping_cost) * years.customer_months
                ) // nullif(2 * years.customer_months, 0) as decimal(38, 0)
            ) * 0.000001
    end as keeping_cost_per_customer_year
from total
cross join years
left join acquisition on true
