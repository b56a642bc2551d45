-- title:   Source rows of the ledger
-- meaning: The uploaded rows behind each row of the ledger, with the part of its amount each one brought.
-- grain:   one row per ledger row and uploaded row
-- units:   amount = reporting currency
-- formula: amount of the uploaded row × basis_points of the ledger row / 10,000; what rounding leaves goes to the last row
-- source:  ledger, cost_line, line_without_complaint
-- limits:  rows that add up to zero have no ledger row, unless customers were lost (at a margin of nothing)
-- key:     complaint_id, component, evidence, incurred_by, caused_by, projected, month, segment, dataset, import_id, source_row
-- kept:    no
with matched as (
    select
        g.complaint_id,
        g.customer_id,
        g.month,
        g.component,
        g.evidence,
        g.incurred_by,
        g.caused_by,
        g.projected,
        g.segment,
        g.category,
        l.dataset,
        l.import_id,
        l.source_row,
        g.amount as whole_amount,
        cast(round(l.amount * cast(g.basis_points * 0.0001 as decimal(5, 4)), 6) as decimal(38, 6)) as part_amount,
        row_number() over (partition by g.complaint_id, g.component, g.evidence, g.incurred_by, g.caused_by, g.projected order by l.dataset desc, l.import_id desc, l.source_row desc) as place_from_last
    from ledger as g
    join cost_line as l
        on l.complaint_id = g.complaint_id
        and l.component = g.component
        and l.evidence = g.evidence
        and l.incurred_by = g.incurred_by
        and l.projected = g.projected
)
select
    g.complaint_id,
    g.customer_id,
    g.month,
    g.component,
    g.evidence,
    g.incurred_by,
    g.caused_by,
    g.projected,
    g.segment,
    g.category,
    g.dataset,
    -- a correction may keep the amount of the row before it
    coalesce(k.kept_import_id, g.import_id) as import_id,
    coalesce(k.kept_source_row, g.source_row) as source_row,
    cast(
        case
            when g.place_from_last = 1 then g.part_amount + g.whole_amount - sum(g.part_amount) over (partition by g.complaint_id, g.component, g.evidence, g.incurred_by, g.caused_by, g.projected)
            else g.part_amount
        end as decimal(38, 6)
    ) as amount
from matched as g
left join kept_value as k
    on k.dataset = g.dataset
    and k.import_id = g.import_id
    and k.source_row = g.source_row
    and k.column_name in (g.component, concat(g.component, '_cost'), concat(g.component, '_minutes'))
union all
select
    cast(null as varchar) as complaint_id,
    cast(null as varchar) as customer_id,
    l.month,
    l.component,
    l.evidence,
    l.incurred_by,
    l.caused_by,
    l.projected,
    l.segment,
    '(no complaint)' as category,
    l.dataset,
    l.import_id,
    l.source_row,
    l.amount
from line_without_complaint as l
