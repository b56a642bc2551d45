-- title:   What the complaint changed, by its kind
-- meaning: How much likelier customers were to leave after complaints of a kind than comparable customers without one.
-- grain:   one row per dimension and value with at least 100 exposed customers
-- units:   complained, complained_left = followed exposures; excess_risk, low, high = 0 to 1 within effect_months; level = 0 to 1
-- formula: excess_risk = Σ (left − risk of comparable customers of the same segment, tenure and quarter) / exposed; low and high: drawn again 1,000 times by customer
-- source:  complaints, customers, assumptions effect_months, interval_level and resampling_seed
-- limits:  kinds of complaint differ in more than their customers' segment, tenure and quarter; a range that holds 0 is not distinguishable from zero; sector = where most of the complaint starts; handed_over = passed on at least once; repeat = had complained before, longer ago than effect_months
-- key:     dimension, value
-- period:  as_of
-- trace:   trait_source, dimension, value
-- rows:    complained_left: trait_source, dimension, value, has_left = "true"
with measured as (
    select
        t.trait,
        max(t.dimension) as dimension,
        max(t.value) as value,
        sum(t.exposed) as complained,
        sum(t.exposed_left) as complained_left,
        sum(t.exposed_left - cast(t.exposed * r.risk_content as decimal(38, 18))) as avoidable
    from trait_bucket as t
    join stratum_risk as r on r.stratum = t.stratum
    group by t.trait
),
placed as (
    select
        w.trait,
        w.excess,
        row_number() over (partition by w.trait order by w.excess) - 1 as place,
        (count(*) over (partition by w.trait) - 1) * (1 - a.interval_level) / 2e0 as low_place,
        (count(*) over (partition by w.trait) - 1) * (1 + a.interval_level) / 2e0 as high_place
    from trait_draw as w
    cross join assumption as a
    where w.excess is not null
),
-- between two draws the range is read off in proportion
cut as (
    select
        p.trait,
        sum(p.excess * greatest(0e0, 1e0 - abs(p.place - p.low_place))) as low,
        sum(p.excess * greatest(0e0, 1e0 - abs(p.place - p.high_place))) as high
    from placed as p
    group by p.trait
)
select
    m.dimension,
    m.value,
    cast(m.complained as bigint) as complained,
    cast(m.avoidable as double) / cast(m.complained as double) as excess_risk,
    c.low,
    c.high,
    cast(m.complained_left as bigint) as complained_left,
    a.interval_level as level
from measured as m
cross join assumption as a
left join cut as c on c.trait = m.trait
