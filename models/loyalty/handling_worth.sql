-- title:   What handling a complaint well keeps
-- meaning: How much likelier customers leave after a complaint that was not solved, not solved at first contact, or handed over, than after one that was handled well, and the margin that goes with them.
-- grain:   one row per dimension (resolved, first_contact, handed_over) with at least 100 exposed customers on either side
-- units:   complained = followed exposures handled the worse way; excess_better, excess_worse, difference, low, high = 0 to 1 within effect_months; worth = reporting currency a customer; amount, amount_low, amount_high = reporting currency a complaint; level = 0 to 1
-- formula: difference = excess_risk handled the worse way − excess_risk handled the better way; amount = difference × worth; worth = mean value of the customers handled the worse way; low and high: drawn again 1,000 times by customer
-- source:  excess_by, complaints, customers, assumptions effect_months, loss_basis, interval_level and resampling_seed
-- limits:  complaints handled worse may also have been harder ones; a range that holds 0 is not distinguishable from zero; a view of the avoidable churn, never added to it
-- key:     dimension
-- period:  as_of
-- trace:   trait_source, dimension
with worse as (
    select 'resolved' as dimension, 'no' as value
    union all
    select 'first_contact' as dimension, 'no' as value
    union all
    select 'handed_over' as dimension, 'yes' as value
),
side as (
    select e.dimension, e.value, e.complained, e.excess_risk, e.level, w.value is not null as is_worse
    from excess_by as e
    left join worse as w on w.dimension = e.dimension and w.value = e.value
    where e.dimension in ('resolved', 'first_contact', 'handed_over')
),
trait as (
    select distinct b.trait, b.dimension, b.value
    from trait_bucket as b
),
drawn as (
    select s.dimension, d.draw, sum(case when s.is_worse then d.excess else -d.excess end) as difference
    from side as s
    join trait as t on t.dimension = s.dimension and t.value = s.value
    join trait_draw as d on d.trait = t.trait
    group by s.dimension, d.draw
    having count(d.excess) = 2
),
placed as (
    select
        w.dimension,
        w.difference,
        row_number() over (partition by w.dimension order by w.difference) - 1 as place,
        (count(*) over (partition by w.dimension) - 1) * (1 - a.interval_level) / 2e0 as low_place,
        (count(*) over (partition by w.dimension) - 1) * (1 + a.interval_level) / 2e0 as high_place
    from drawn as w
    cross join assumption as a
),
-- between two draws the range is read off in proportion
cut as (
    select
        p.dimension,
        sum(p.difference * greatest(0e0, 1e0 - abs(p.place - p.low_place))) as low,
        sum(p.difference * greatest(0e0, 1e0 - abs(p.place - p.high_place))) as high
    from placed as p
    group by p.dimension
),
handled as (
    select
        e.customer_id,
        e.exposed_on,
        w.dimension
    from exposure_trait as e
    join worse as w
        on (w.dimension = 'resolved' and w.value = e.resolved)
        or (w.dimension = 'first_contact' and w.value = e.first_contact)
        or (w.dimension = 'handed_over' and w.value = e.handed_over)
),
valued as (
    select h.dimension, cast((cast(sum(v.value) * 2000000 as hugeint) + sign(sum(v.value)) * count(v.value)) // nullif(2 * count(v.value), 0) as decimal(38, 0)) * 0.000001 as worth
    from handled as h
    join exposure_value as v on v.customer_id = h.customer_id and v.exposed_on = h.exposed_on
    group by h.dimension
)
select
    b.dimension,
    a.complained,
    b.excess_risk as excess_better,
    a.excess_risk as excess_worse,
    a.excess_risk - b.excess_risk as difference,
    c.low,
    c.high,
    v.worth,
    round(cast((a.excess_risk - b.excess_risk) * v.worth as decimal(38, 8)), 6) as amount,
    round(cast(c.low * v.worth as decimal(38, 8)), 6) as amount_low,
    round(cast(c.high * v.worth as decimal(38, 8)), 6) as amount_high,
    a.level
from side as a
join side as b on b.dimension = a.dimension and not b.is_worse
left join cut as c on c.dimension = a.dimension
left join valued as v on v.dimension = a.dimension
where a.is_worse
