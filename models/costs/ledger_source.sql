-- title:   Source rows of the ledger
-- meaning: The uploaded rows behind each row of the ledger, with the part of its amount that comes from each.
-- grain:   one row per ledger row and uploaded row
-- units:   amount = reporting currency
-- formula: amount of the uploaded row × basis_points of the ledger row / 10,000; what rounding leaves goes to the last
--          row
-- source:  ledger, cost_line, line_without_complaint
-- limits:  rows that add up to zero have no ledger row, unless customers were lost (at a margin of nothing)
-- key:     complaint_id, component, evidence, incurred_by, caused_by, projected, month, segment, dataset, import_id,
--          source_row
-- materialized: no
with matched as (
    select
        ledger.complaint_id,
        ledger.customer_id,
        ledger.month,
        ledger.component,
        ledger.evidence,
        ledger.incurred_by,
        ledger.caused_by,
        ledger.projected,
        ledger.segment,
        ledger.category,
        cost_line.dataset,
        cost_line.import_id,
        cost_line.source_row,
        ledger.amount as whole_amount,
        cast(
            round(cost_line.amount * cast(ledger.basis_points * 0.0001 as decimal(5, 4)), 6) as decimal(38, 6)
        ) as part_amount,
        row_number() over (
            partition by
                ledger.complaint_id,
                ledger.component,
                ledger.evidence,
                ledger.incurred_by,
                ledger.caused_by,
                ledger.projected
            order by cost_line.dataset desc, cost_line.import_id desc, cost_line.source_row desc
        ) as place_from_last
    from ledger
    join cost_line
        on cost_line.complaint_id = ledger.complaint_id
        and cost_line.component = ledger.component
        and cost_line.evidence = ledger.evidence
        and cost_line.incurred_by = ledger.incurred_by
        and cost_line.projected = ledger.projected
)
select
    matched.complaint_id,
    matched.customer_id,
    matched.month,
    matched.component,
    matched.evidence,
    matched.incurred_by,
    matched.caused_by,
    matched.projected,
    matched.segment,
    matched.category,
    matched.dataset,
    -- a correction may keep the amount of the row before it
    coalesce(kept_value.kept_import_id, matched.import_id) as import_id,
    coalesce(kept_value.kept_source_row, matched.source_row) as source_row,
    cast(
        case
            when matched.place_from_last = 1
                then matched.part_amount
                    + matched.whole_amount
                    - sum(matched.part_amount) over (
                        partition by
                            matched.complaint_id,
                            matched.component,
                            matched.evidence,
                            matched.incurred_by,
                            matched.caused_by,
                            matched.projected
                    )
            else matched.part_amount
        end as decimal(38, 6)
    ) as amount
from matched
left join kept_value
    on kept_value.dataset = matched.dataset
    and kept_value.import_id = matched.import_id
    and kept_value.source_row = matched.source_row
    and kept_value.column_name in (
        matched.component, concat(matched.component, '_cost'), concat(matched.component, '_minutes')
    )
union all
select
    cast(null as varchar) as complaint_id,
    cast(null as varchar) as customer_id,
    complaint.month,
    complaint.component,
    complaint.evidence,
    complaint.incurred_by,
    complaint.caused_by,
    complaint.projected,
    complaint.segment,
    '(no complaint)' as category,
    complaint.dataset,
    complaint.import_id,
    complaint.source_row,
    complaint.amount
from line_without_complaint as complaint
