-- title:   Sums by sector
-- meaning: What the pages say of each sector, added up from the cubes.
-- grain:   one row per known sector, and any other where a cost or a complaint starts
-- units:   complaints = Σ of shares; dissatisfaction_cost, loyalty_lost, keeping_cost = reporting currency;
--          customers_lost = customers
-- formula: sums; loyalty_lost = the avoidable_churn part of dissatisfaction_cost
-- source:  ledger, complaints, sector_costs, sectors
-- limits:  loyalty_lost is empty while avoidable churn cannot be calculated
-- key:     sector
with complaint as (
    select complaint_cube.caused_by as sector, sum(complaint_cube.complaints) as complaints
    from complaint_cube
    group by complaint_cube.caused_by
),
cost as (
    select
        cost_cube.caused_by as sector,
        sum(cost_cube.amount) as dissatisfaction_cost,
        sum(case when cost_cube.component = 'avoidable_churn' then cost_cube.amount end) as loyalty_lost,
        sum(case when cost_cube.component = 'avoidable_churn' then cost_cube.customers_lost end) as customers_lost
    from cost_cube
    group by cost_cube.caused_by
),
keeping as (
    select keeping_line.sector, sum(keeping_line.amount) as keeping_cost
    from keeping_line
    group by keeping_line.sector
),
known as (
    select sectors.sector from sectors
    union
    select complaint.sector from complaint
    union
    select cost.sector from cost
    union
    select keeping.sector from keeping
)
select
    known.sector,
    coalesce(complaint.complaints, 0) as complaints,
    coalesce(cost.dissatisfaction_cost, 0) as dissatisfaction_cost,
    case
        when churn_state.state = 'present'
            then coalesce(cost.loyalty_lost, case when cost.customers_lost is null then 0 end)
    end as loyalty_lost,
    case when churn_state.state = 'present' then coalesce(cost.customers_lost, 0) end as customers_lost,
    coalesce(keeping.keeping_cost, 0) as keeping_cost
from known
cross join churn_state
left join complaint on complaint.sector = known.sector
left join cost on cost.sector = known.sector
left join keeping on keeping.sector = known.sector
where known.sector is not null
