-- title:   Cases that come back
-- meaning: How many cases come back to a sector, or to a stage, they had left, how often, and how many hours that
--          takes.
-- grain:   one row per kind (sector, stage) and name (and all)
-- units:   cases, returned_cases = cases; share = 0 to 1; returns = times; hours = hours elapsed;
--          median_returned_hours, median_other_hours = hours elapsed of a case
-- formula: share = returned_cases / cases; hours = Σ hours of the finished stages after the case came back;
--          median_…_hours = middle of Σ hours of the finished stages of the cases that came back there, and of the
--          others
-- source:  stage_move
-- limits:  cases by their stages that began in the period; stages side by side both count in the hours of a case
-- key:     kind, name
-- lineage: returned_source, kind, name
with cell as (
    select 'sector' as kind, stage_move.sector as name, stage_move.* from stage_move
    where stage_move.sector <> '(nobody)'
    union all
    select 'sector' as kind, 'all' as name, stage_move.* from stage_move
    union all
    select 'stage' as kind, stage_move.stage as name, stage_move.* from stage_move
    union all
    select 'stage' as kind, 'all' as name, stage_move.* from stage_move
),
whole as (
    select stage_move.case_id, sum(stage_move.hours) filter (where not stage_move.is_open) as hours
    from stage_move
    group by stage_move.case_id
),
passed as (
    select
        cell.kind,
        cell.name,
        cell.case_id,
        count(*) filter (
            where case when cell.kind = 'sector' then cell.comes_back else cell.is_repeated end
        ) as returns,
        coalesce(
            sum(cell.hours) filter (
                where not cell.is_open
                    and (cell.kind = 'sector' and cell.is_returned or cell.kind = 'stage' and cell.is_repeated)
            ),
            0
        ) as hours
    from cell
    group by cell.kind, cell.name, cell.case_id
)
select
    passed.kind,
    passed.name,
    count(*) as cases,
    count(*) filter (where passed.returns > 0) as returned_cases,
    count(*) filter (where passed.returns > 0) / cast(count(*) as double) as share,
    cast(sum(passed.returns) as bigint) as returns,
    sum(passed.hours) as hours,
    median(cast(whole.hours as double)) filter (where passed.returns > 0) as median_returned_hours,
    median(cast(whole.hours as double)) filter (where passed.returns = 0) as median_other_hours
from passed
join whole on whole.case_id = passed.case_id
group by passed.kind, passed.name
