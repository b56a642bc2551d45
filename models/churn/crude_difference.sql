-- title:   Complainers and the others, not adjusted
-- meaning: How many of those who ever complained have left, beside those who never did, without regard to how the two
--          differ.
-- grain:   one row per segment (and all)
-- units:   complained, complained_left, others, others_left = customers; complained_share, complained_low,
--          complained_high, others_share, others_low, others_high, level = 0 to 1; difference, low, high = difference
--          of shares
-- formula: difference = left / complained − left / others; ranges of the shares by Wilson, of the difference by
--          Newcombe's method 10
-- source:  customers, complaints, assumption interval_level
-- limits:  describes and explains nothing: who complains differs from who does not and has stayed long enough to, so
--          even the sign can be wrong; see avoidable_churn
-- key:     segment
-- period:  as_of
-- published: Charig et al. 1986: −4.57 points; Newcombe 1998: .2553–.3662 and .0524–.3339
--            (tests/models/published/test_published_quality.py)
with complainer as (
    select distinct complaint.customer_id
    from counted_complaint as complaint
    where complaint.customer_id is not null
),
person as (
    select customer_tenure.segment, customer_tenure.has_left, complainer.customer_id is not null as has_complained
    from customer_tenure
    left join complainer on complainer.customer_id = customer_tenure.customer_id
),
cell as (
    select person.segment, person.has_left, person.has_complained from person
    union all
    select 'all' as segment, person.has_left, person.has_complained from person
),
summed as (
    select
        cell.segment,
        count(*) filter (where cell.has_complained) as n1,
        count(*) filter (where cell.has_complained and cell.has_left) as x1,
        count(*) filter (where not cell.has_complained) as n2,
        count(*) filter (where not cell.has_complained and cell.has_left) as x2
    from cell
    group by cell.segment
),
ranged as (
    select
        summed.*,
        normal_quantile.level,
        summed.x1 / cast(nullif(summed.n1, 0) as double) as p1,
        summed.x2 / cast(nullif(summed.n2, 0) as double) as p2,
        (
            summed.x1 + normal_quantile.z * normal_quantile.z / 2e0
        ) / (summed.n1 + normal_quantile.z * normal_quantile.z) as middle1,
        (
            summed.x2 + normal_quantile.z * normal_quantile.z / 2e0
        ) / (summed.n2 + normal_quantile.z * normal_quantile.z) as middle2,
        normal_quantile.z * sqrt(
            summed.x1 * (summed.n1 - summed.x1) / cast(nullif(summed.n1, 0) as double)
                + normal_quantile.z * normal_quantile.z / 4e0
        ) / (summed.n1 + normal_quantile.z * normal_quantile.z) as half1,
        normal_quantile.z * sqrt(
            summed.x2 * (summed.n2 - summed.x2) / cast(nullif(summed.n2, 0) as double)
                + normal_quantile.z * normal_quantile.z / 4e0
        ) / (summed.n2 + normal_quantile.z * normal_quantile.z) as half2
    from summed
    cross join normal_quantile
)
select
    ranged.segment,
    ranged.n1 as complained,
    ranged.x1 as complained_left,
    ranged.n2 as others,
    ranged.x2 as others_left,
    ranged.p1 as complained_share,
    ranged.middle1 - ranged.half1 as complained_low,
    ranged.middle1 + ranged.half1 as complained_high,
    ranged.p2 as others_share,
    ranged.middle2 - ranged.half2 as others_low,
    ranged.middle2 + ranged.half2 as others_high,
    ranged.p1 - ranged.p2 as difference,
    ranged.p1
        - ranged.p2
        - sqrt(
            power(ranged.p1 - ranged.middle1 + ranged.half1, 2) + power(ranged.middle2 + ranged.half2 - ranged.p2, 2)
        ) as low,
    ranged.p1
        - ranged.p2
        + sqrt(
            power(ranged.middle1 + ranged.half1 - ranged.p1, 2) + power(ranged.p2 - ranged.middle2 + ranged.half2, 2)
        ) as high,
    ranged.level
from ranged
