-- title:   Avoidable churn
-- meaning: How many customers left because of a complaint, over what comparable customers would have done.
-- grain:   one row per segment and tenure band
-- units:   complained, complained_left = followed exposures; comparable = followed starts (person-months); excess_risk
--          = difference of shares within effect_months; avoidable = customers
-- formula: avoidable = Σ exposed × (risk after a complaint − risk without one), never clipped at 0; excess_risk =
--          avoidable / complained
-- source:  complaints, customers, assumption effect_months
-- limits:  compared within segment, tenure and quarter; causes nobody recorded may remain; without_comparison = exposed
--          customers for whom nobody comparable exists
-- key:     segment, tenure_band
-- period:  as_of
-- lineage: exposed_source, segment, tenure_band, projected = "false"
-- column_lineage: complained: exposed_source, segment, tenure_band, projected = "false";
--                 complained_left: exposed_source, segment, tenure_band, projected = "false", has_left = "true";
--                 comparable: comparable_source, segment, tenure_band;
--                 comparable_left: comparable_source, segment, tenure_band, has_left = "true"
-- decomposition: excess_risk = avoidable / complained;
--                avoidable = Σ exposed_source.amount by segment, tenure_band
-- published: Gordis: 140 against 10 → 92.9 %; 669 against 413 → 38.3 %
--            (tests/models/published/test_published_quality.py)
with exposed as (
    select
        followed_cell.segment,
        followed_cell.tenure_band,
        sum(followed_cell.exposed) as complained,
        sum(followed_cell.exposed_left) as complained_left,
        cast(sum(followed_cell.exposed * cast(followed_cell.excess as decimal(38, 18))) as double) as avoidable,
        sum(case when followed_cell.excess is null then followed_cell.exposed else 0 end) as without_comparison
    from followed_cell
    group by followed_cell.segment, followed_cell.tenure_band
),
comparable as (
    select
        comparable_count.segment,
        comparable_count.tenure_band,
        sum(comparable_count.starts) as comparable,
        sum(case when comparable_count.outcome = 'left' then comparable_count.starts else 0 end) as comparable_left
    from comparable_count
    join churn_state on churn_state.state = 'present'
    group by comparable_count.segment, comparable_count.tenure_band
)
select
    coalesce(exposed.segment, comparable.segment) as segment,
    coalesce(exposed.tenure_band, comparable.tenure_band) as tenure_band,
    cast(coalesce(exposed.complained, 0) as bigint) as complained,
    cast(coalesce(exposed.complained_left, 0) as bigint) as complained_left,
    cast(coalesce(comparable.comparable, 0) as bigint) as comparable,
    cast(coalesce(comparable.comparable_left, 0) as bigint) as comparable_left,
    exposed.avoidable / nullif(exposed.complained - exposed.without_comparison, 0) as excess_risk,
    case when exposed.complained is null then 0e0 else exposed.avoidable end as avoidable,
    cast(coalesce(exposed.without_comparison, 0) as bigint) as without_comparison
from exposed
full join comparable on comparable.segment = exposed.segment and comparable.tenure_band = exposed.tenure_band
