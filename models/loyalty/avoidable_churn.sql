-- title:   Avoidable churn
-- meaning: How many customers left because of a complaint, over what comparable customers would have done.
-- grain:   one row per segment and tenure band
-- units:   complained, complained_left = followed exposures; comparable = followed starts (person-months); excess_risk = share within effect_months; avoidable = customers
-- formula: avoidable = Σ exposed × (risk after a complaint − risk without one), never clipped at 0; excess_risk = avoidable / complained
-- source:  complaints, customers, assumption effect_months
-- limits:  compared within segment, tenure and quarter; causes nobody recorded may remain; without_comparison = exposed customers for whom nobody comparable exists
-- key:     segment, tenure_band
-- period:  as_of
-- trace:   exposed_source, segment, tenure_band, projected = "false"
-- rows:    complained: exposed_source, segment, tenure_band, projected = "false"; complained_left: exposed_source, segment, tenure_band, projected = "false", has_left = "true"; comparable: comparable_source, segment, tenure_band; comparable_left: comparable_source, segment, tenure_band, has_left = "true"
-- worked:  excess_risk = avoidable / complained; avoidable = Σ exposed_source.amount by segment, tenure_band
-- published: Gordis: 140 against 10 → 92.9 %; 669 against 413 → 38.3 % (tests/test_published_quality.py)
with exposed as (
    select
        c.segment,
        c.tenure_band,
        sum(c.exposed) as complained,
        sum(c.exposed_left) as complained_left,
        cast(sum(c.exposed * cast(c.excess as decimal(38, 18))) as double) as avoidable,
        sum(case when c.excess is null then c.exposed else 0 end) as without_comparison
    from followed_cell as c
    group by c.segment, c.tenure_band
),
comparable as (
    select
        c.segment,
        c.tenure_band,
        sum(c.starts) as comparable,
        sum(case when c.outcome = 'left' then c.starts else 0 end) as comparable_left
    from comparable_count as c
    join churn_state as t on t.state = 'present'
    group by c.segment, c.tenure_band
)
select
    coalesce(e.segment, c.segment) as segment,
    coalesce(e.tenure_band, c.tenure_band) as tenure_band,
    cast(coalesce(e.complained, 0) as bigint) as complained,
    cast(coalesce(e.complained_left, 0) as bigint) as complained_left,
    cast(coalesce(c.comparable, 0) as bigint) as comparable,
    cast(coalesce(c.comparable_left, 0) as bigint) as comparable_left,
    e.avoidable / nullif(e.complained - e.without_comparison, 0) as excess_risk,
    case when e.complained is null then 0e0 else e.avoidable end as avoidable,
    cast(coalesce(e.without_comparison, 0) as bigint) as without_comparison
from exposed as e
full join comparable as c on c.segment = e.segment and c.tenure_band = e.tenure_band
