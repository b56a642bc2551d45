-- title:   Win or keep
-- meaning: For each sector, what replacing the customers lost there costs against keeping the same customers for a
--          year, and which parts of winning, keeping and failing a customer are the sector's.
-- grain:   one row per sector (and all)
-- units:   customers_lost = customers; replacement_cost, keep_instead, loyalty_lost, keeping_cost, win_part = reporting
--          currency; win_each, keep_each = reporting currency a customer; win_to_keep, win_to_keep_low,
--          win_to_keep_high = ratio; keep_part, failure_part, keeping_cost_per_customer_year = reporting currency a
--          customer and year; break_even_spend = reporting currency a complaint
-- formula: replacement_cost = Σ customers_lost × cac of their channel; keep_instead = customers_lost × keeping cost of
--          one customer in one year; win_to_keep = replacement_cost / keep_instead; its range = win_to_keep ×
--          e^(± z × √(n / (n − 1) × Σ deviation²)) over n months; win_part, keep_part, failure_part = the
--          sector's acquisition spend / new customers, retention and service spend / customer-years, dissatisfaction
--          cost / customer-years; break_even_spend = loyalty_lost / complaints
-- source:  ledger, complaints, customers, acquisition_cost, sector_costs, acquisition_spend
-- limits:  replacement_cost, keep_instead and loyalty_lost speak of the same customers and are never added; a sector
--          that loses nobody has no ratio; the range tells how far the months differ, the number of customers lost
--          cancels; averages such as these are no rule for spending: they say nothing about the next euro, see
--          best_split
-- key:     sector
-- lineage: ledger_source, sector = caused_by
-- column_lineage: loyalty_lost: ledger_source, sector = caused_by, component = "avoidable_churn";
--                 customers_lost: ledger_source, sector = caused_by, component = "avoidable_churn";
--                 replacement_cost: ledger_source, sector = caused_by, component = "avoidable_churn";
--                 complaints: complaint_source, sector = caused_by;
--                 keeping_cost: keeping_line, sector;
--                 keep_part: keeping_line, sector;
--                 win_part: spend_purpose_line, sector, purpose = "acquisition";
--                 keep_each: keeping_line, sector = *;
--                 keeping_cost_per_customer_year: keeping_line, sector
-- decomposition: loyalty_lost = Σ cost_driver.amount by component, evidence;
--                customers_lost = Σ cost_driver.quantity by segment;
--                replacement_cost = customers_lost × win_each;
--                keep_instead = customers_lost × keep_each;
--                win_to_keep = replacement_cost / keep_instead;
--                break_even_spend = loyalty_lost / complaints;
--                keeping_cost = Σ keeping_line.amount by purpose
-- interval: win_to_keep = win_to_keep_low, win_to_keep_high
with replaced as (
    select replacement_line.caused_by as sector, sum(replacement_line.amount) as amount
    from replacement_line
    group by replacement_line.caused_by
),
part as (
    select
        sector_part.sector,
        sum(case when sector_part.side = 'win' then sector_part.part end) as win_part,
        sum(case when sector_part.side = 'keep' then sector_part.part end) as keep_part,
        sum(case when sector_part.side = 'failure' then sector_part.part end) as failure_part
    from sector_part
    group by sector_part.sector
),
price as (
    select
        max(case when customer_year.side = 'win' then customer_year.each_one end) as win,
        max(case when customer_year.side = 'keep' then customer_year.each_one end) as keep
    from customer_year
),
named as (
    select sector_sum.sector from sector_sum
    union
    select part.sector from part
),
line as (
    select
        named.sector,
        coalesce(sector_sum.complaints, 0) as complaints,
        case when churn_state.state = 'present' then coalesce(sector_sum.customers_lost, 0) end as customers_lost,
        case
            when churn_state.state = 'present' then coalesce(replaced.amount, 0 * channel_cost.cac)
        end as replacement_cost,
        case
            when sector_sum.sector is not null then sector_sum.loyalty_lost
            when churn_state.state = 'present' then 0
        end as loyalty_lost,
        coalesce(sector_sum.keeping_cost, 0) as keeping_cost,
        coalesce(part.win_part, 0 * price.win) as win_part,
        coalesce(part.keep_part, 0 * price.keep) as keep_part,
        coalesce(part.failure_part, 0) as failure_part,
        cast(
            round(
                case when churn_state.state = 'present' then coalesce(sector_sum.customers_lost, 0) end * price.keep, 6
            ) as decimal(38, 6)
        ) as keep_instead
    from named
    cross join churn_state
    cross join price
    left join channel_cost on channel_cost.channel = 'all'
    left join sector_sum on sector_sum.sector = named.sector
    left join replaced on replaced.sector = named.sector
    left join part on part.sector = named.sector
),
total as (
    select
        line.sector,
        line.complaints,
        line.customers_lost,
        line.replacement_cost,
        line.keep_instead,
        line.loyalty_lost,
        line.keeping_cost,
        line.win_part,
        line.keep_part,
        line.failure_part
    from line
    union all
    select
        'all' as sector,
        sum(line.complaints) as complaints,
        sum(line.customers_lost) as customers_lost,
        sum(line.replacement_cost) as replacement_cost,
        sum(line.keep_instead) as keep_instead,
        sum(line.loyalty_lost) as loyalty_lost,
        sum(line.keeping_cost) as keeping_cost,
        sum(line.win_part) as win_part,
        sum(line.keep_part) as keep_part,
        sum(line.failure_part) as failure_part
    from line
    having count(*) > 0
),
spread as (
    select
        win_keep_month.sector,
        exp(
            max(normal_quantile.z) * sqrt(
                count(*)
                    * cast(sum(cast(win_keep_month.deviation * win_keep_month.deviation as decimal(38, 18))) as double)
                    / nullif(count(*) - 1, 0)
            )
        ) as factor
    from win_keep_month
    cross join normal_quantile
    group by win_keep_month.sector
),
told as (
    select
        total.sector,
        -- who loses nobody has nobody to replace
        total.customers_lost > 0 and total.replacement_cost >= 0 as loses_somebody,
        cast(total.replacement_cost as double) / nullif(cast(total.keep_instead as double), 0e0) as ratio
    from total
)
select
    total.sector,
    total.customers_lost,
    total.replacement_cost,
    total.keep_instead,
    case
        when told.loses_somebody
            then cast(
                (
                    cast(total.replacement_cost * 2000000 as hugeint) * 1000000000000000
                        + cast(total.customers_lost * 1000000000000000 as hugeint)
                ) // nullif(cast(total.customers_lost * 2000000000000000 as hugeint), 0) as decimal(38, 0)
            ) * 0.000001
    end as win_each,
    case when total.customers_lost > 0 then price.keep end as keep_each,
    case when told.loses_somebody then told.ratio end as win_to_keep,
    total.loyalty_lost,
    total.keeping_cost,
    total.win_part,
    total.keep_part,
    total.failure_part,
    cast(
        (
            cast(total.loyalty_lost * 2000000 as hugeint) * 10000
                + sign(total.loyalty_lost) * cast(total.complaints * 10000 as hugeint)
        ) // nullif(cast(total.complaints * 20000 as hugeint), 0) as decimal(38, 0)
    ) * 0.000001 as break_even_spend,
    total.complaints,
    case when total.sector = 'all' then price.keep end as keeping_cost_per_customer_year,
    case when told.loses_somebody then told.ratio / spread.factor end as win_to_keep_low,
    case when told.loses_somebody then told.ratio * spread.factor end as win_to_keep_high
from total
cross join price
join told on told.sector = total.sector
left join spread on spread.sector = total.sector
