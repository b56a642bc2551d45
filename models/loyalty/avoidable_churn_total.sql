-- title:   Avoidable churn in all
-- meaning: How many customers left because of a complaint, within which range, and which part of all who left that is.
-- grain:   one row
-- units:   avoidable, low, high, projected = customers; level, share_of_churn = 0 to 1; followed = complaints
-- formula: Σ avoidable; low and high: drawn again 1,000 times by customer; share_of_churn = avoidable / customers who left since the first followed exposure
-- source:  avoidable_churn, excess_draw, exposure_excess, customers, assumptions interval_level and resampling_seed
-- limits:  speaks of followed complaints only; projected is the same number for those not followed yet, never inside avoidable; a range that holds 0 is not distinguishable from zero
-- key:     level
-- period:  as_of
-- trace:   exposed_source, level = *, projected = "false"
-- rows:    projected: exposed_source, level = *, projected = "true"; followed: sharing_source, level = *, projected = "false"; share_of_churn: exposed_source, level = *, projected = "false" & left_source, level = *
-- worked:  avoidable = Σ exposed_source.amount by segment, tenure_band; projected = Σ exposed_source.amount by segment, tenure_band
with total as (
    select cast(sum(cast(c.avoidable as decimal(38, 18))) as double) as avoidable
    from avoidable_churn as c
),
drawn as (
    select w.draw, sum(cast(w.excess * w.exposed as decimal(38, 12))) as avoidable
    from excess_draw as w
    where w.is_stratum and w.excess is not null
    group by w.draw
),
placed as (
    select
        w.avoidable,
        row_number() over (order by w.avoidable) - 1 as place,
        (count(*) over () - 1) * (1 - a.interval_level) / 2e0 as low_place,
        (count(*) over () - 1) * (1 + a.interval_level) / 2e0 as high_place
    from drawn as w
    cross join assumption as a
),
cut as (
    select
        sum(p.avoidable * greatest(0e0, 1e0 - abs(p.place - p.low_place))) as low,
        sum(p.avoidable * greatest(0e0, 1e0 - abs(p.place - p.high_place))) as high
    from placed as p
),
first_followed as (
    select min(e.exposed_on) as day
    from exposure as e
    where e.followed
),
left_since as (
    select count(*) as customers
    from customers as c
    cross join first_followed as f
    cross join reference_day as d
    where c.ended_on > f.day and c.ended_on <= d.as_of
),
not_followed as (
    select cast(sum(cast(x.excess as decimal(38, 18))) as double) as projected
    from exposure_excess as x
    where x.projected
),
shared as (
    select count(*) as followed
    from exposed_complaint as c
    join exposure_excess as x on x.customer_id = c.customer_id and x.exposed_on = c.exposed_on
    where not x.projected
)
select
    t.avoidable,
    c.low,
    c.high,
    a.interval_level as level,
    t.avoidable / nullif(l.customers, 0) as share_of_churn,
    s.followed,
    case when v.state = 'present' then coalesce(n.projected, 0e0) end as projected,
    v.exposed,
    v.state
from total as t
cross join cut as c
cross join assumption as a
cross join left_since as l
cross join not_followed as n
cross join shared as s
cross join churn_state as v
