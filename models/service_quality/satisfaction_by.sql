-- title:   Satisfaction by what had happened
-- meaning: What customers answer whose case was late or on time, who complained or not, whose complaint was resolved or
--          not, and who have left or stayed.
-- grain:   one row per dimension (late, complained, resolved, left) and value (yes, no)
-- units:   answers = answers; score, low, high = points of the longest scale stated; level = 0 to 1
-- formula: score = Σ points / answers; low and high = score ∓ z × standard deviation / √answers
-- source:  answer_kind, assumptions interval_level and small_group
-- limits:  empty where fewer than small_group people answered, the range also below 2 answers; who answers differs from
--          who does not, and what goes together need not be caused by it
-- key:     dimension, value
-- lineage: answer_kind_line, dimension, value
-- interval: score = low, high
with counted as (
    select
        answer_kind_line.dimension,
        answer_kind_line.value,
        count(*) as answers,
        count(distinct answer_kind_line.person) as people,
        cast(sum(answer_kind_line.amount) as double) as points,
        cast(
            sum(
                cast(answer_kind_line.amount as decimal(18, 6)) * cast(answer_kind_line.amount as decimal(18, 6))
            ) as double
        ) as squares
    from answer_kind_line
    group by answer_kind_line.dimension, answer_kind_line.value
),
spread as (
    select
        counted.dimension,
        counted.value,
        counted.answers,
        normal_quantile.level,
        case when counted.people >= assumption.small_group then counted.points / counted.answers end as score,
        case
            when counted.answers > 1
                then normal_quantile.z * sqrt(
                    greatest(counted.squares - counted.points * counted.points / counted.answers, 0e0)
                        / (counted.answers - 1)
                        / counted.answers
                )
        end as half
    from counted
    cross join assumption
    cross join normal_quantile
)
select
    spread.dimension,
    spread.value,
    spread.answers,
    spread.score,
    spread.score - spread.half as low,
    spread.score + spread.half as high,
    spread.level
from spread
