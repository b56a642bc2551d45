-- title:   What handling a complaint well keeps
-- meaning: How much likelier customers leave after a complaint that was not solved, not solved at first contact, or
--          handed over, than after one that was handled well, and the margin that goes with them.
-- grain:   one row per dimension (resolved, first_contact, handed_over) with at least 100 exposed customers on either
--          side
-- units:   complained = followed exposures handled the worse way; excess_better, excess_worse, difference, low, high =
--          difference of shares within effect_months; worth = reporting currency a customer; amount, amount_low,
--          amount_high = reporting currency a complaint; level = 0 to 1
-- formula: difference = excess_risk handled the worse way − excess_risk handled the better way; amount = difference ×
--          worth; worth = mean value of the customers handled the worse way; low and high: drawn again 1,000 times by
--          customer
-- source:  excess_by, complaints, customers, assumptions effect_months, loss_basis, interval_level and resampling_seed
-- limits:  complaints handled worse may also have been harder ones; a range that holds 0 is not distinguishable from
--          zero; a view of the avoidable churn, never added to it
-- key:     dimension
-- period:  as_of
-- lineage: trait_source, dimension
-- interval: difference = low, high; amount = amount_low, amount_high
with worse as (
    select 'resolved' as dimension, 'no' as value
    union all
    select 'first_contact' as dimension, 'no' as value
    union all
    select 'handed_over' as dimension, 'yes' as value
),
side as (
    select
        excess_by.dimension,
        excess_by.value,
        excess_by.complained,
        excess_by.excess_risk,
        excess_by.level,
        worse.value is not null as is_worse
    from excess_by
    left join worse on worse.dimension = excess_by.dimension and worse.value = excess_by.value
    where excess_by.dimension in ('resolved', 'first_contact', 'handed_over')
),
trait as (
    select distinct trait_bucket.trait, trait_bucket.dimension, trait_bucket.value
    from trait_bucket
),
drawn as (
    select
        side.dimension,
        trait_draw.draw,
        sum(case when side.is_worse then trait_draw.excess else -trait_draw.excess end) as difference
    from side
    join trait on trait.dimension = side.dimension and trait.value = side.value
    join trait_draw on trait_draw.trait = trait.trait
    group by side.dimension, trait_draw.draw
    having count(trait_draw.excess) = 2
),
placed as (
    select
        drawn.dimension,
        drawn.difference,
        row_number() over (partition by drawn.dimension order by drawn.difference) - 1 as place,
        (count(*) over (partition by drawn.dimension) - 1) * (1 - assumption.interval_level) / 2e0 as low_place,
        (count(*) over (partition by drawn.dimension) - 1) * (1 + assumption.interval_level) / 2e0 as high_place
    from drawn
    cross join assumption
),
-- between two draws the range is read off in proportion
cut as (
    select
        placed.dimension,
        sum(placed.difference * greatest(0e0, 1e0 - abs(placed.place - placed.low_place))) as low,
        sum(placed.difference * greatest(0e0, 1e0 - abs(placed.place - placed.high_place))) as high
    from placed
    group by placed.dimension
),
handled as (
    select
        exposure_trait.customer_id,
        exposure_trait.exposed_on,
        worse.dimension
    from exposure_trait
    join worse
        on (worse.dimension = 'resolved' and worse.value = exposure_trait.resolved)
        or (worse.dimension = 'first_contact' and worse.value = exposure_trait.first_contact)
        or (worse.dimension = 'handed_over' and worse.value = exposure_trait.handed_over)
),
valued as (
    select
        handled.dimension,
        cast(
            (
                cast(sum(exposure_value.value) * 2000000 as hugeint)
                    + sign(sum(exposure_value.value)) * count(exposure_value.value)
            ) // nullif(2 * count(exposure_value.value), 0) as decimal(38, 0)
        ) * 0.000001 as worth
    from handled
    join exposure_value
        on exposure_value.customer_id = handled.customer_id and exposure_value.exposed_on = handled.exposed_on
    group by handled.dimension
)
select
    better_side.dimension,
    worse_side.complained,
    better_side.excess_risk as excess_better,
    worse_side.excess_risk as excess_worse,
    worse_side.excess_risk - better_side.excess_risk as difference,
    cut.low,
    cut.high,
    valued.worth,
    round(cast((worse_side.excess_risk - better_side.excess_risk) * valued.worth as decimal(38, 8)), 6) as amount,
    round(cast(cut.low * valued.worth as decimal(38, 8)), 6) as amount_low,
    round(cast(cut.high * valued.worth as decimal(38, 8)), 6) as amount_high,
    worse_side.level
from side as worse_side
join side as better_side on better_side.dimension = worse_side.dimension and not better_side.is_worse
left join cut on cut.dimension = worse_side.dimension
left join valued on valued.dimension = worse_side.dimension
where worse_side.is_worse
