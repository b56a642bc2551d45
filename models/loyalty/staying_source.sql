-- title:   Source rows of the value of all customers
-- meaning: The uploaded row of every active customer, with what the customer is worth if staying.
-- grain:   one row per active customer and part
-- units:   amount = reporting currency; part = whole, or observed (within the observed retention) and projected (beyond
--          it)
-- formula: own monthly margin (segment mean if missing) × Σ_{k<H} S(τ+k)/S(τ)/(1+i)^k
-- source:  customer_tenure, segment_margin, staying_multiple
-- limits:  customers of a segment without any margin have no amount
-- key:     customer_id, part
-- period:  as_of
-- materialized: no
-- lineage: staying_source, segment, part
with part as (
    select 'whole' as name
    union all
    select 'observed' as name
    union all
    select 'projected' as name
)
select
    customer_tenure.customer_id,
    customer_tenure.segment,
    part.name as part,
    'customers' as dataset,
    customer_tenure.import_id,
    customer_tenure.source_row,
    cast(coalesce(customer_tenure.monthly_margin, segment_margin.monthly_margin) * case
        when part.name = 'whole' then staying_multiple.staying
        when part.name = 'observed' then staying_multiple.staying_observed
        else staying_multiple.staying - staying_multiple.staying_observed
    end as decimal(38, 12)) as amount
from customer_tenure
join segment_margin on segment_margin.segment = customer_tenure.segment
cross join part
left
join staying_multiple
    on staying_multiple.segment = customer_tenure.segment
        and staying_multiple.tenure_months = customer_tenure.tenure_months
where not customer_tenure.has_left
