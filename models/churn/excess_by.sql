-- title:   Added risk, by type of complaint
-- meaning: How much likelier customers were to leave after complaints of one type than comparable customers without a
--          complaint.
-- grain:   one row per dimension and value with at least 100 exposed customers
-- units:   complained, complained_left = followed exposures; excess_risk, low, high = difference of shares within
--          effect_months; level = 0 to 1
-- formula: excess_risk = Σ (left − risk of comparable customers of the same segment, tenure and quarter) / exposed; low
--          and high: drawn again 1,000 times by customer
-- source:  complaints, customers, assumptions effect_months, interval_level and resampling_seed
-- limits:  types of complaint differ in more than their customers' segment, tenure and quarter; a range that holds 0 is
--          not distinguishable from zero; sector = where most of the complaint starts; handed_over = passed on at least
--          once; stage = of the customer's way, as written; repeat = had complained before, longer ago than
--          effect_months
-- key:     dimension, value
-- period:  as_of
-- lineage: trait_source, dimension, value
-- column_lineage: complained_left: trait_source, dimension, value, has_left = "true"
-- interval: excess_risk = low, high
with measured as (
    select
        trait_bucket.trait,
        max(trait_bucket.dimension) as dimension,
        max(trait_bucket.value) as value,
        sum(trait_bucket.exposed) as complained,
        sum(trait_bucket.exposed_left) as complained_left,
        sum(
            trait_bucket.exposed_left - cast(trait_bucket.exposed * stratum_risk.risk_content as decimal(38, 18))
        ) as avoidable
    from trait_bucket
    join stratum_risk on stratum_risk.stratum = trait_bucket.stratum
    group by trait_bucket.trait
),
placed as (
    select
        trait_draw.trait,
        trait_draw.excess,
        row_number() over (partition by trait_draw.trait order by trait_draw.excess) - 1 as place,
        (count(*) over (partition by trait_draw.trait) - 1) * (1 - assumption.interval_level) / 2e0 as low_place,
        (count(*) over (partition by trait_draw.trait) - 1) * (1 + assumption.interval_level) / 2e0 as high_place
    from trait_draw
    cross join assumption
    where trait_draw.excess is not null
),
-- between two draws the range is read off in proportion
cut as (
    select
        placed.trait,
        sum(placed.excess * greatest(0e0, 1e0 - abs(placed.place - placed.low_place))) as low,
        sum(placed.excess * greatest(0e0, 1e0 - abs(placed.place - placed.high_place))) as high
    from placed
    group by placed.trait
)
select
    measured.dimension,
    measured.value,
    cast(measured.complained as bigint) as complained,
    cast(measured.avoidable as double) / cast(measured.complained as double) as excess_risk,
    cut.low,
    cut.high,
    cast(measured.complained_left as bigint) as complained_left,
    assumption.interval_level as level
from measured
cross join assumption
left join cut on cut.trait = measured.trait
