-- title:   Cases that come back
-- meaning: How many cases come back to a sector, or to a stage, they had left, how often, and how many hours that
--          takes.
-- grain:   one row per kind (sector, stage) and name (and all)
-- units:   cases, returned_cases = cases; share = 0 to 1; returns = times; hours = hours elapsed, or working hours if
--          set; median_returned_hours, median_other_hours = hours of a case, elapsed or working
-- formula: share = returned_cases / cases; hours = Σ hours of the finished stages after the case came back;
--          median_…_hours = middle of Σ hours of the finished stages of the cases that came back there, and of the
--          others
-- source:  stage_move
-- limits:  cases by their stages that began in the period; stages side by side both count in the hours of a case
-- key:     kind, name
-- lineage: returned_source, kind, name
with whole as (
    select
        stage_move.case_id,
        sum(stage_move.hours) filter (where not stage_move.is_open) as hours,
        count(*) filter (where stage_move.comes_back) as sector_returns,
        count(*) filter (where stage_move.is_repeated) as stage_returns,
        sum(stage_move.hours) filter (where not stage_move.is_open and stage_move.is_returned) as sector_hours,
        sum(stage_move.hours) filter (where not stage_move.is_open and stage_move.is_repeated) as stage_hours
    from stage_move
    group by stage_move.case_id
),
of_sector as (
    select
        stage_move.sector,
        stage_move.case_id,
        count(*) filter (where stage_move.comes_back) as returns,
        sum(stage_move.hours) filter (where not stage_move.is_open and stage_move.is_returned) as hours
    from stage_move
    where stage_move.sector <> '(nobody)'
    group by stage_move.sector, stage_move.case_id
),
of_stage as (
    select
        stage_move.stage,
        stage_move.case_id,
        count(*) filter (where stage_move.is_repeated) as returns,
        sum(stage_move.hours) filter (where not stage_move.is_open and stage_move.is_repeated) as hours
    from stage_move
    group by stage_move.stage, stage_move.case_id
),
passed as (
    select
        'sector' as kind,
        of_sector.sector as name,
        of_sector.returns,
        of_sector.hours,
        whole.hours as whole_hours
    from of_sector
    join whole on whole.case_id = of_sector.case_id
    union all
    select
        'stage' as kind,
        of_stage.stage as name,
        of_stage.returns,
        of_stage.hours,
        whole.hours as whole_hours
    from of_stage
    join whole on whole.case_id = of_stage.case_id
    union all
    select
        'sector' as kind,
        'all' as name,
        whole.sector_returns,
        whole.sector_hours,
        whole.hours as whole_hours
    from whole
    union all
    select
        'stage' as kind,
        'all' as name,
        whole.stage_returns,
        whole.stage_hours,
        whole.hours as whole_hours
    from whole
)
select
    passed.kind,
    passed.name,
    count(*) as cases,
    count(*) filter (where passed.returns > 0) as returned_cases,
    count(*) filter (where passed.returns > 0) / cast(count(*) as double) as share,
    cast(sum(passed.returns) as bigint) as returns,
    coalesce(sum(passed.hours), 0) as hours,
    median(cast(passed.whole_hours as double)) filter (where passed.returns > 0) as median_returned_hours,
    median(cast(passed.whole_hours as double)) filter (where passed.returns = 0) as median_other_hours
from passed
group by passed.kind, passed.name
