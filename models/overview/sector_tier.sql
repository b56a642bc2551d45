-- title:   Cost of a sector by evidence
-- meaning: What of the cost that starts in a sector is booked, measured, estimated and assumed, and between which
--          amounts it lies.
-- grain:   one row per causing sector (and all)
-- units:   all amounts = reporting currency; cost_share, running_share = 0 to 1; level = 0 to 1
-- formula: Σ amount of the ledger by evidence; low and high from the range of avoidable churn; sure = booked +
--          measured; running_share = of the sectors up to this one, dearest first
-- source:  cost_cube, sector_interval
-- limits:  projected is the part of estimated that is not yet followed up; booked and measured amounts have no range
-- key:     sector
-- lineage: ledger_source, sector = caused_by
-- additive: cost_share
-- column_lineage: booked: ledger_source, sector = caused_by, evidence = "booked";
--                 measured: ledger_source, sector = caused_by, evidence = "measured";
--                 estimated: ledger_source, sector = caused_by, evidence = "estimated";
--                 assumed: ledger_source, sector = caused_by, evidence = "assumed";
--                 projected: ledger_source, sector = caused_by, projected = "true"
with cell as (
    select
        cost_cube.caused_by as sector,
        cost_cube.evidence,
        cost_cube.projected,
        cost_cube.amount
    from cost_cube
    union all
    select
        'all' as sector,
        cost_cube.evidence,
        cost_cube.projected,
        cost_cube.amount
    from cost_cube
),
summed as (
    select
        cell.sector,
        sum(cell.amount) as amount,
        sum(case when cell.evidence = 'booked' then cell.amount else 0 end) as booked,
        sum(case when cell.evidence = 'measured' then cell.amount else 0 end) as measured,
        sum(case when cell.evidence = 'estimated' then cell.amount else 0 end) as estimated,
        sum(case when cell.evidence = 'assumed' then cell.amount else 0 end) as assumed,
        sum(case when cell.projected then cell.amount else 0 end) as projected
    from cell
    group by cell.sector
)
select
    summed.sector,
    summed.amount,
    summed.booked,
    summed.measured,
    summed.estimated,
    summed.assumed,
    summed.projected,
    summed.booked + summed.measured as sure,
    sector_interval.low,
    sector_interval.high,
    sector_interval.level,
    cast(summed.amount as double) / nullif(cast(all_summed.amount as double), 0e0) as cost_share,
    case
        when summed.sector <> 'all'
        then cast(
            sum(case when summed.sector = 'all' then 0 else summed.amount end) over (
                order by summed.amount desc, summed.sector
                rows between unbounded preceding and current row
            ) as double
        ) / nullif(cast(all_summed.amount as double), 0e0)
    end as running_share
from summed
join summed as all_summed on all_summed.sector = 'all'
left join sector_interval on sector_interval.sector = summed.sector
