-- title:   Cells of the bridge
-- meaning: Complaints and their cost by type, the parts that explain the change between two periods.
-- grain:   one row per month, segment, category and causing sector
-- units:   complaints = Σ of shares; amount, churn_amount = reporting currency; projected_lines, complaint_lines = rows
--          of the cube
-- formula: sums of the cubes of complaints and of the ledger
-- source:  complaint_cube, ledger_cube
-- limits:  keeps every month, since a period is compared with the one before it
-- key:     month, segment, category, sector
-- filters: segment, sector
with line as (
    select
        complaint_cube.month,
        complaint_cube.segment,
        complaint_cube.category,
        complaint_cube.caused_by as sector,
        complaint_cube.complaints,
        cast(0 as decimal(38, 6)) as amount,
        cast(0 as decimal(38, 6)) as churn_amount,
        0 as projected_lines,
        0 as other_lines
    from complaint_cube
    union all
    select
        ledger_cube.month,
        ledger_cube.segment,
        ledger_cube.category,
        ledger_cube.caused_by as sector,
        cast(0 as decimal(38, 4)) as complaints,
        ledger_cube.amount,
        case when ledger_cube.component = 'avoidable_churn' then ledger_cube.amount else 0 end as churn_amount,
        case
            when ledger_cube.component = 'avoidable_churn' and ledger_cube.projected then 1
            else 0
        end as projected_lines,
        case when ledger_cube.category = '(no complaint)' then 1 else 0 end as other_lines
    from ledger_cube
)
select
    line.month,
    line.segment,
    line.category,
    line.sector,
    sum(line.complaints) as complaints,
    cast(sum(line.amount) as decimal(38, 6)) as amount,
    cast(sum(line.churn_amount) as decimal(38, 6)) as churn_amount,
    sum(line.projected_lines) as projected_lines,
    sum(line.other_lines) > 0 as is_other
from line
group by line.month, line.segment, line.category, line.sector
