-- title:   Source rows of the value of all customers
-- meaning: The uploaded row of every active customer, with what the customer is worth if staying.
-- grain:   one row per active customer and part
-- units:   amount = reporting currency; part = whole, or observed (within the observed retention) and projected (beyond it)
-- formula: own monthly margin (segment mean if missing) × Σ_{k<H} S(τ+k)/S(τ)/(1+i)^k
-- source:  customer_tenure, segment_margin, staying_multiple
-- limits:  customers of a segment without any margin have no amount
-- key:     customer_id, part
-- period:  as_of
-- kept:    no
-- trace:   staying_source, segment, part
with part as (
    select 'whole' as name
    union all
    select 'observed' as name
    union all
    select 'projected' as name
)
select
    t.customer_id,
    t.segment,
    p.name as part,
    'customers' as dataset,
    t.import_id,
    t.source_row,
    cast(coalesce(t.monthly_margin, m.monthly_margin) * case
        when p.name = 'whole' then s.staying
        when p.name = 'observed' then s.staying_observed
        else s.staying - s.staying_observed
    end as decimal(38, 12)) as amount
from customer_tenure as t
join segment_margin as m on m.segment = t.segment
cross join part as p
left join staying_multiple as s on s.segment = t.segment and s.tenure_months = t.tenure_months
where not t.has_left
