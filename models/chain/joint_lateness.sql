-- title:   Where late cases start
-- meaning: How many late cases start in each sector, whatever the order of the overruns of one case, and in how many
--          of them others went over their time too.
-- grain:   one row per sector that ran over in a late case
-- units:   late_cases = Σ of shares; cases, alone, jointly = late cases; overrun_hours = hours elapsed, or working
--          hours if set; share = 0 to 1
-- formula: late_cases = Σ Shapley shares of the late cases; share = late_cases / Σ late_cases; alone, jointly = late
--          cases in which it is the only one that ran over, or one of several
-- source:  late_case
-- limits:  late = more over the assigned hours than the promise bears (case_overrun); cases that began in the period;
--          it describes where hours arise and blames nobody
-- key:     sector
-- lineage: late_case, sector
select
    late_case.sector,
    sum(late_case.amount) as late_cases,
    cast(sum(late_case.amount) as double) / nullif(
        cast(sum(sum(late_case.amount)) over () as double), 0
    ) as share,
    count(*) as cases,
    count(*) filter (where late_case.sectors = 1) as alone,
    count(*) filter (where late_case.sectors > 1) as jointly,
    sum(late_case.overrun_hours) as overrun_hours
from late_case
group by late_case.sector
