-- title:   When customer service backfires
-- meaning: The three situations in which customer service makes things worse: everything lands on one sector; it is cut
--          off from those who could help; it cannot solve. Each by its numbers, complaints and money.
-- grain:   one row per situation (one_department, cut_off, cannot_resolve) and measure
-- units:   value = 0 to 1, or hours elapsed, or working hours if set (waiting_hours); judged, cases = complaints, or
--          hand-overs (waiting_hours); money = reporting currency
-- formula: value = cases / judged, of one_sector_works minutes / minutes; holds = value > backfire_share, for the
--          measure that decides: one_sector_works, handed_over and not_at_first; money = handling cost of the sector's
--          work (one_sector_works), else all cost of the complaints; waiting_hours = mean wait of a hand-over between
--          sectors
-- source:  backfire_cell, hand_over, assumption backfire_share
-- limits:  holds is empty where the data do not say; a complaint counts in several measures, so money does not add up;
--          limit_reached is judged only where a limit is set, by the assumption
--          compensation_limit or in the list of sectors
-- key:     situation, measure
-- materialized: no
-- lineage: backfire_cell, situation, measure, part = "case"
with known as (
    select
        'one_department' as situation,
        'one_sector_works' as measure,
        1 as place,
        true as decides
    union all
    select
        'one_department' as situation,
        'handled_elsewhere' as measure,
        2 as place,
        false as decides
    union all
    select
        'cut_off' as situation,
        'handed_over' as measure,
        3 as place,
        true as decides
    union all
    select
        'cut_off' as situation,
        'handed_over_again' as measure,
        4 as place,
        false as decides
    union all
    select
        'cut_off' as situation,
        'waiting_hours' as measure,
        5 as place,
        false as decides
    union all
    select
        'cut_off' as situation,
        'outsourced' as measure,
        6 as place,
        false as decides
    union all
    select
        'cut_off' as situation,
        'again_outsourced' as measure,
        7 as place,
        false as decides
    union all
    select
        'cut_off' as situation,
        'again_own' as measure,
        8 as place,
        false as decides
    union all
    select
        'cannot_resolve' as situation,
        'not_at_first' as measure,
        9 as place,
        true as decides
    union all
    select
        'cannot_resolve' as situation,
        'not_solved' as measure,
        10 as place,
        false as decides
    union all
    select
        'cannot_resolve' as situation,
        'further' as measure,
        11 as place,
        false as decides
    union all
    select
        'cannot_resolve' as situation,
        'limit_reached' as measure,
        12 as place,
        false as decides
),
counted as (
    select
        backfire_cell.measure,
        max(backfire_cell.sector) as sector,
        cast(sum(case when backfire_cell.part = 'case' then backfire_cell.weight else 0 end) as double)
            / nullif(cast(sum(backfire_cell.weight) as double), 0) as value,
        count(distinct backfire_cell.complaint_id) as judged,
        count(distinct case when backfire_cell.part = 'case' then backfire_cell.complaint_id end) as cases,
        sum(case when backfire_cell.part = 'case' then backfire_cell.amount end) as money
    from backfire_cell
    group by backfire_cell.measure
    union all
    select
        'waiting_hours' as measure,
        cast(null as varchar) as sector,
        cast(sum(hand_over.waiting_hours) as double) / nullif(cast(sum(hand_over.hand_overs) as double), 0) as value,
        cast(sum(hand_over.hand_overs) as bigint) as judged,
        cast(sum(hand_over.hand_overs) as bigint) as cases,
        cast(null as decimal(38, 6)) as money
    from hand_over
    having sum(hand_over.hand_overs) > 0
)
select
    known.situation,
    known.measure,
    counted.value,
    coalesce(counted.cases, 0) as cases,
    counted.money,
    coalesce(counted.judged, 0) as judged,
    counted.sector,
    case when known.decides then counted.value > assumption.backfire_share end as holds,
    known.decides,
    known.place
from known
cross join assumption
left join counted on counted.measure = known.measure
