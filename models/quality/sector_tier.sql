-- title:   Cost of a sector by evidence
-- meaning: What of the cost that starts in a sector is booked, measured, estimated and assumed, and between which amounts it lies.
-- grain:   one row per causing sector (and all)
-- units:   all amounts = reporting currency; cost_share, running_share = 0 to 1; level = 0 to 1
-- formula: Σ amount of the ledger by evidence; low and high from the range of avoidable churn; sure = booked + measured; running_share = of the sectors up to this one, dearest first
-- source:  cost_cube, sector_interval
-- limits:  projected is the part of estimated that is not yet followed up; booked and measured amounts have no range
-- key:     sector
-- trace:   ledger_source, sector = caused_by
-- adds:    cost_share
-- rows:    booked: ledger_source, sector = caused_by, evidence = "booked"; measured: ledger_source, sector = caused_by, evidence = "measured"; estimated: ledger_source, sector = caused_by, evidence = "estimated"; assumed: ledger_source, sector = caused_by, evidence = "assumed"; projected: ledger_source, sector = caused_by, projected = "true"
with cell as (
    select c.caused_by as sector, c.evidence, c.projected, c.amount
    from cost_cube as c
    union all
    select 'all' as sector, c.evidence, c.projected, c.amount
    from cost_cube as c
),
summed as (
    select
        c.sector,
        sum(c.amount) as amount,
        sum(case when c.evidence = 'booked' then c.amount else 0 end) as booked,
        sum(case when c.evidence = 'measured' then c.amount else 0 end) as measured,
        sum(case when c.evidence = 'estimated' then c.amount else 0 end) as estimated,
        sum(case when c.evidence = 'assumed' then c.amount else 0 end) as assumed,
        sum(case when c.projected then c.amount else 0 end) as projected
    from cell as c
    group by c.sector
)
select
    s.sector,
    s.amount,
    s.booked,
    s.measured,
    s.estimated,
    s.assumed,
    s.projected,
    s.booked + s.measured as sure,
    i.low,
    i.high,
    i.level,
    cast(s.amount as double) / nullif(cast(t.amount as double), 0e0) as cost_share,
    case
        when s.sector <> 'all'
        then cast(sum(case when s.sector = 'all' then 0 else s.amount end) over (order by s.amount desc, s.sector rows between unbounded preceding and current row) as double) / nullif(cast(t.amount as double), 0e0)
    end as running_share
from summed as s
join summed as t on t.sector = 'all'
left join sector_interval as i on i.sector = s.sector
