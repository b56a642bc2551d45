-- title:   What a point of retention is worth
-- meaning: What a new customer, and all active ones together, would be worth if one or five more of every hundred stayed each year, and the gain.
-- grain:   one row per segment (and all) and points (1, 5)
-- units:   points = percentage points a year; value, value_raised, gain = reporting currency a new customer; total_value, total_raised, total_gain = reporting currency; gain_share = 0 to 1
-- formula: value and total_value as customer_value, worked out again on the raised retention; gain = the difference
-- source:  customer_value, raised_multiple, assumptions horizon_months and discount_rate
-- limits:  worked out on this organisation's own curve and margins; what raising retention costs is not in it; total of all = sum of the segments
-- key:     segment, points
-- period:  as_of
-- trace:   customer_source, segment, points = *
with tenure as (
    select t.segment, t.tenure_months, sum(coalesce(t.monthly_margin, m.monthly_margin)) as monthly_margin
    from customer_tenure as t
    join segment_margin as m on m.segment = t.segment
    where not t.has_left
    group by t.segment, t.tenure_months
),
active as (
    select t.segment, r.points, sum(cast(t.monthly_margin * r.staying as decimal(38, 12))) as total_raised
    from tenure as t
    join raised_multiple as r on r.segment = t.segment and r.tenure_months = t.tenure_months
    group by t.segment, r.points
),
total as (
    select c.segment, c.points, c.total_raised from active as c
    union all
    select 'all' as segment, c.points, sum(c.total_raised) as total_raised from active as c group by c.points
),
worth as (
    select
        v.segment,
        r.points,
        v.value,
        round(cast(v.monthly_margin * r.new_customer as decimal(38, 8)), 6) as value_raised,
        v.total_value,
        cast(round(coalesce(t.total_raised, case when v.total_value is not null then 0 end), 6) as decimal(38, 6)) as total_raised
    from customer_value as v
    join raised_multiple as r on r.segment = v.segment and r.tenure_months = 0
    left join total as t on t.segment = v.segment and t.points = r.points
)
select
    w.segment,
    w.points,
    w.value,
    w.value_raised,
    cast(w.value_raised - w.value as decimal(38, 6)) as gain,
    cast(w.value_raised - w.value as double) / nullif(cast(w.value as double), 0) as gain_share,
    w.total_value,
    w.total_raised,
    cast(w.total_raised - w.total_value as decimal(38, 6)) as total_gain
from worth as w
