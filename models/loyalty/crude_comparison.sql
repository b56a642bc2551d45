-- title:   Complainers and the others, as they stand
-- meaning: How many of those who ever complained have left, beside those who never did, without regard to how the two differ.
-- grain:   one row per segment (and all)
-- units:   complained, complained_left, others, others_left = customers; shares, difference and their low and high = 0 to 1; level = 0 to 1
-- formula: difference = left / complained − left / others; ranges of the shares by Wilson, of the difference by Newcombe's method 10
-- source:  customers, complaints, assumption interval_level
-- limits:  describes and explains nothing: who complains differs from who does not and has stayed long enough to, so even the sign can be wrong; see avoidable_churn
-- key:     segment
-- period:  as_of
-- published: Charig et al. 1986: −4.57 points; Newcombe 1998: .2553–.3662 and .0524–.3339 (tests/test_published_quality.py)
with complainer as (
    select distinct c.customer_id
    from counted_complaint as c
    where c.customer_id is not null
),
person as (
    select t.segment, t.has_left, c.customer_id is not null as has_complained
    from customer_tenure as t
    left join complainer as c on c.customer_id = t.customer_id
),
cell as (
    select p.segment, p.has_left, p.has_complained from person as p
    union all
    select 'all' as segment, p.has_left, p.has_complained from person as p
),
summed as (
    select
        c.segment,
        count(*) filter (where c.has_complained) as n1,
        count(*) filter (where c.has_complained and c.has_left) as x1,
        count(*) filter (where not c.has_complained) as n2,
        count(*) filter (where not c.has_complained and c.has_left) as x2
    from cell as c
    group by c.segment
),
ranged as (
    select
        s.*,
        q.level,
        s.x1 / cast(nullif(s.n1, 0) as double) as p1,
        s.x2 / cast(nullif(s.n2, 0) as double) as p2,
        (s.x1 + q.z * q.z / 2e0) / (s.n1 + q.z * q.z) as middle1,
        (s.x2 + q.z * q.z / 2e0) / (s.n2 + q.z * q.z) as middle2,
        q.z * sqrt(s.x1 * (s.n1 - s.x1) / cast(nullif(s.n1, 0) as double) + q.z * q.z / 4e0) / (s.n1 + q.z * q.z) as half1,
        q.z * sqrt(s.x2 * (s.n2 - s.x2) / cast(nullif(s.n2, 0) as double) + q.z * q.z / 4e0) / (s.n2 + q.z * q.z) as half2
    from summed as s
    cross join normal_quantile as q
)
select
    r.segment,
    r.n1 as complained,
    r.x1 as complained_left,
    r.n2 as others,
    r.x2 as others_left,
    r.p1 as complained_share,
    r.middle1 - r.half1 as complained_low,
    r.middle1 + r.half1 as complained_high,
    r.p2 as others_share,
    r.middle2 - r.half2 as others_low,
    r.middle2 + r.half2 as others_high,
    r.p1 - r.p2 as difference,
    r.p1 - r.p2 - sqrt(power(r.p1 - r.middle1 + r.half1, 2) + power(r.middle2 + r.half2 - r.p2, 2)) as low,
    r.p1 - r.p2 + sqrt(power(r.middle1 + r.half1 - r.p1, 2) + power(r.p2 - r.middle2 + r.half2, 2)) as high,
    r.level
from ranged as r
