-- title:   Cells of the bridge
-- meaning: Complaints and their cost by kind, the parts of which the change between two periods is explained.
-- grain:   one row per month, segment, category and causing sector
-- units:   complaints = Σ of shares; amount, churn_amount = reporting currency; projected_lines, complaint_lines = rows of the cube
-- formula: sums of the cubes of complaints and of the ledger
-- source:  complaint_cube, ledger_cube
-- limits:  keeps every month, since a period is compared with the one before it
-- key:     month, segment, category, sector
-- filters: segment, sector
with line as (
    select c.month, c.segment, c.category, c.caused_by as sector, c.complaints, cast(0 as decimal(38, 6)) as amount, cast(0 as decimal(38, 6)) as churn_amount, 0 as projected_lines, 0 as other_lines
    from complaint_cube as c
    union all
    select
        g.month,
        g.segment,
        g.category,
        g.caused_by as sector,
        cast(0 as decimal(38, 4)) as complaints,
        g.amount,
        case when g.component = 'avoidable_churn' then g.amount else 0 end as churn_amount,
        case when g.component = 'avoidable_churn' and g.projected then 1 else 0 end as projected_lines,
        case when g.category = '(no complaint)' then 1 else 0 end as other_lines
    from ledger_cube as g
)
select
    l.month,
    l.segment,
    l.category,
    l.sector,
    sum(l.complaints) as complaints,
    cast(sum(l.amount) as decimal(38, 6)) as amount,
    cast(sum(l.churn_amount) as decimal(38, 6)) as churn_amount,
    sum(l.projected_lines) as projected_lines,
    sum(l.other_lines) > 0 as is_other
from line as l
group by l.month, l.segment, l.category, l.sector
