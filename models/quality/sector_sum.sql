-- title:   Sums by sector
-- meaning: What the pages say of each sector, added up from the cubes.
-- grain:   one row per known sector, and any other where a cost or a complaint starts
-- units:   complaints = Σ of shares; dissatisfaction_cost, loyalty_lost, keeping_cost = reporting currency; customers_lost = customers
-- formula: sums; loyalty_lost = the avoidable_churn part of dissatisfaction_cost
-- source:  ledger, complaints, sector_costs, sectors
-- limits:  loyalty_lost is empty while avoidable churn cannot be worked out
-- key:     sector
with complaint as (
    select c.caused_by as sector, sum(c.complaints) as complaints
    from complaint_cube as c
    group by c.caused_by
),
cost as (
    select
        c.caused_by as sector,
        sum(c.amount) as dissatisfaction_cost,
        sum(case when c.component = 'avoidable_churn' then c.amount end) as loyalty_lost,
        sum(case when c.component = 'avoidable_churn' then c.customers_lost end) as customers_lost
    from cost_cube as c
    group by c.caused_by
),
keeping as (
    select k.sector, sum(k.amount) as keeping_cost
    from keeping_line as k
    group by k.sector
),
known as (
    select s.sector from sectors as s
    union
    select c.sector from complaint as c
    union
    select c.sector from cost as c
    union
    select k.sector from keeping as k
)
select
    n.sector,
    coalesce(c.complaints, 0) as complaints,
    coalesce(l.dissatisfaction_cost, 0) as dissatisfaction_cost,
    case when t.state = 'present' then coalesce(l.loyalty_lost, case when l.customers_lost is null then 0 end) end as loyalty_lost,
    case when t.state = 'present' then coalesce(l.customers_lost, 0) end as customers_lost,
    coalesce(k.keeping_cost, 0) as keeping_cost
from known as n
cross join churn_state as t
left join complaint as c on c.sector = n.sector
left join cost as l on l.sector = n.sector
left join keeping as k on k.sector = n.sector
where n.sector is not null
