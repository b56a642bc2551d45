-- title:   Handovers between sectors
-- meaning: How often one sector hands a case to another, how long it waits in between, and how often the case had been
--          there before.
-- grain:   one row per sector that hands over and sector that takes over
-- units:   hand_overs, came_back = times; cases = cases; waiting_hours = hours elapsed, or working hours if set;
--          mean_waiting_hours = hours each time, elapsed or working
-- formula: waiting_hours = Σ hours between the end of the stage before and the start; came_back = hand-overs to a
--          sector that had the case before
-- source:  stage_move
-- limits:  hand-overs of the period in which the taking stage began; nobody's time between two sectors is no hand-over
-- key:     given_by, sector
-- lineage: stage_move, given_by, sector
select
    stage_move.given_by,
    stage_move.sector,
    count(*) as hand_overs,
    count(distinct stage_move.case_id) as cases,
    sum(stage_move.waiting_hours) as waiting_hours,
    -- decimals add up to the same in any order, doubles do not
    cast(sum(stage_move.waiting_hours) as double) / count(*) as mean_waiting_hours,
    count(*) filter (where stage_move.comes_back) as came_back
from stage_move
where stage_move.given_by is not null
group by stage_move.given_by, stage_move.sector
