-- title:   Avoidable churn in all
-- meaning: How many customers left because of a complaint, within which range, and which part of all who left that is.
-- grain:   one row
-- units:   avoidable, low, high, projected = customers; level, share_of_churn = 0 to 1; followed = complaints
-- formula: Σ avoidable; low and high: drawn again 1,000 times by customer; share_of_churn = avoidable / customers who
--          left since the first followed exposure
-- source:  avoidable_churn, excess_draw, exposure_excess, customers, assumptions interval_level and resampling_seed
-- limits:  speaks of followed complaints only; projected is the same number for those not followed yet, never inside
--          avoidable; a range that holds 0 is not distinguishable from zero
-- key:     level
-- period:  as_of
-- lineage: exposed_source, level = *, projected = "false"
-- column_lineage: projected: exposed_source, level = *, projected = "true";
--                 followed: sharing_source, level = *, projected = "false";
--                 share_of_churn: exposed_source, level = *, projected = "false" & left_source, level = *
-- decomposition: avoidable = Σ exposed_source.amount by segment, tenure_band;
--                projected = Σ exposed_source.amount by segment, tenure_band
-- interval: avoidable = low, high
with total as (
    select cast(sum(cast(avoidable_churn.avoidable as decimal(38, 18))) as double) as avoidable
    from avoidable_churn
),
drawn as (
    select excess_draw.draw, sum(cast(excess_draw.excess * excess_draw.exposed as decimal(38, 12))) as avoidable
    from excess_draw
    where excess_draw.is_stratum and excess_draw.excess is not null
    group by excess_draw.draw
),
placed as (
    select
        drawn.avoidable,
        row_number() over (order by drawn.avoidable) - 1 as place,
        (count(*) over () - 1) * (1 - assumption.interval_level) / 2e0 as low_place,
        (count(*) over () - 1) * (1 + assumption.interval_level) / 2e0 as high_place
    from drawn
    cross join assumption
),
cut as (
    select
        sum(placed.avoidable * greatest(0e0, 1e0 - abs(placed.place - placed.low_place))) as low,
        sum(placed.avoidable * greatest(0e0, 1e0 - abs(placed.place - placed.high_place))) as high
    from placed
),
first_followed as (
    select min(exposure.exposed_on) as day
    from exposure
    where exposure.followed
),
left_since as (
    select count(*) as customers
    from customers
    cross join first_followed
    cross join reference_day
    where customers.ended_on > first_followed.day and customers.ended_on <= reference_day.as_of
),
not_followed as (
    select cast(sum(cast(exposure_excess.excess as decimal(38, 18))) as double) as projected
    from exposure_excess
    where exposure_excess.projected
),
shared as (
    select count(*) as followed
    from exposed_complaint as complaint
    join exposure_excess
        on exposure_excess.customer_id = complaint.customer_id and exposure_excess.exposed_on = complaint.exposed_on
    where not exposure_excess.projected
)
select
    total.avoidable,
    cut.low,
    cut.high,
    assumption.interval_level as level,
    total.avoidable / nullif(left_since.customers, 0) as share_of_churn,
    shared.followed,
    case when churn_state.state = 'present' then coalesce(not_followed.projected, 0e0) end as projected,
    churn_state.exposed,
    churn_state.state
from total
cross join cut
cross join assumption
cross join left_since
cross join not_followed
cross join shared
cross join churn_state
