-- title:   Sectors of the chain
-- meaning: For every sector, what starts there and what starts further away and passes through it on the way to the
--          customer.
-- grain:   one row per sector where something starts, or that the chain names
-- units:   distance = links to the customer; complaints, complaints_through = Σ of shares; amount, amount_through =
--          reporting currency; share = 0 to 1
-- formula: amount = dissatisfaction_cost of the sector; amount_through = Σ amount of the sectors one of whose shortest
--          ways to the customer leads through it; share = amount / Σ amount
-- source:  sector_sum, sector_distance, chain_path
-- limits:  what passes through counts whole on each of several ways, so amount_through does not add up; it describes
--          the way of the work and blames nobody; distance empty = no way to the customer is known
-- key:     sector
-- lineage: ledger_source, sector = caused_by
-- column_lineage: complaints: complaint_source, sector = caused_by
with started as (
    select
        coalesce(sector_sum.sector, sector_distance.sector) as sector,
        sector_distance.distance,
        coalesce(sector_sum.complaints, 0) as complaints,
        coalesce(sector_sum.dissatisfaction_cost, 0) as amount
    from sector_sum
    full join sector_distance on sector_distance.sector = sector_sum.sector
),
passing as (
    select
        through_distance.sector,
        sum(started.complaints) as complaints,
        sum(started.amount) as amount
    from chain_path
    join started on started.sector = chain_path.supplier
    join sector_distance as through_distance on through_distance.sector = chain_path.receiver
    where chain_path.distance + through_distance.distance = started.distance
    group by through_distance.sector
)
select
    started.sector,
    started.distance,
    started.complaints,
    coalesce(passing.complaints, 0) as complaints_through,
    started.amount,
    coalesce(passing.amount, 0) as amount_through,
    cast(started.amount as double) / nullif(cast(sum(started.amount) over () as double), 0) as share
from started
left join passing on passing.sector = started.sector
