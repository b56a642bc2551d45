-- title:   What a point of retention is worth
-- meaning: What a new customer, and all active ones together, would be worth if one or five more of every hundred
--          stayed each year, and the gain.
-- grain:   one row per segment (and all) and points (1, 5)
-- units:   points = percentage points a year; value, value_raised, gain = reporting currency a new customer;
--          total_value, total_raised, total_gain = reporting currency; gain_share = 0 to 1
-- formula: value and total_value as customer_value, calculated again on the raised retention; gain = the difference
-- source:  customer_value, raised_multiple, assumptions horizon_months and discount_rate
-- limits:  calculated on this organisation's own curve and margins; what raising retention costs is not in it; total of
--          all = sum of the segments
-- key:     segment, points
-- period:  as_of
-- lineage: customer_source, segment, points = *
with tenure as (
    select
        customer_tenure.segment,
        customer_tenure.tenure_months,
        sum(coalesce(customer_tenure.monthly_margin, segment_margin.monthly_margin)) as monthly_margin
    from customer_tenure
    join segment_margin on segment_margin.segment = customer_tenure.segment
    where not customer_tenure.has_left
    group by customer_tenure.segment, customer_tenure.tenure_months
),
active as (
    select
        tenure.segment,
        raised_multiple.points,
        sum(cast(tenure.monthly_margin * raised_multiple.staying as decimal(38, 12))) as total_raised
    from tenure
    join raised_multiple
        on raised_multiple.segment = tenure.segment and raised_multiple.tenure_months = tenure.tenure_months
    group by tenure.segment, raised_multiple.points
),
total as (
    select active.segment, active.points, active.total_raised from active
    union all
    select 'all' as segment, active.points, sum(active.total_raised) as total_raised from active group by active.points
),
worth as (
    select
        customer_value.segment,
        raised_multiple.points,
        customer_value.value,
        round(cast(customer_value.monthly_margin * raised_multiple.new_customer as decimal(38, 8)), 6) as value_raised,
        customer_value.total_value,
        cast(
            round(
                coalesce(total.total_raised, case when customer_value.total_value is not null then 0 end), 6
            ) as decimal(38, 6)
        ) as total_raised
    from customer_value
    join raised_multiple on raised_multiple.segment = customer_value.segment and raised_multiple.tenure_months = 0
    left join total on total.segment = customer_value.segment and total.points = raised_multiple.points
)
select
    worth.segment,
    worth.points,
    worth.value,
    worth.value_raised,
    cast(worth.value_raised - worth.value as decimal(38, 6)) as gain,
    cast(worth.value_raised - worth.value as double) / nullif(cast(worth.value as double), 0) as gain_share,
    worth.total_value,
    worth.total_raised,
    cast(worth.total_raised - worth.total_value as decimal(38, 6)) as total_gain
from worth
