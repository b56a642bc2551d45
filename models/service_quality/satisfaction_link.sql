-- title:   What goes together with satisfaction
-- meaning: A sector's overruns and complaints, month by month, beside what customers answered and how many stayed.
-- grain:   one row per sector and month
-- units:   overrun_share, retention_next = 0 to 1; complaints_per_1000 = complaints for 1,000 customers; score = mean
--          points of the longest scale stated; answers = answers
-- formula: overrun_share = hours over / hours of the stages with assigned hours; complaints_per_1000 = complaints
--          started here / customers on the first of the month × 1,000; retention_next = customers touched who are still
--          there a month later
-- source:  stage_times, complaints, satisfaction, customers
-- limits:  stands side by side: goes together with, not caused by; touched = answered about the sector or complained of
--          what started there
-- key:     sector, month
-- lineage: complaint_source, sector = caused_by, month
-- column_lineage: overrun_share: stage_source, sector, month, measure = "overrun";
--                 score: answer_source, sector, month;
--                 answers: answer_source, sector, month;
--                 retention_next: touched_source, sector, month
with stage as (
    select
        stage_hours.sector,
        stage_hours.month,
        sum(stage_hours.overrun_hours) as overrun_hours,
        sum(stage_hours.actual_hours) as actual_hours
    from stage_hours
    cross join reference_day
    where stage_hours.sector is not null
        and stage_hours.assigned_hours is not null
        and (reference_day.as_of is null or stage_hours.month <= reference_day.as_of)
    group by stage_hours.sector, stage_hours.month
),
complaint as (
    select complaint_cube.caused_by as sector, complaint_cube.month, sum(complaint_cube.complaints) as complaints
    from complaint_cube
    group by complaint_cube.caused_by, complaint_cube.month
),
here as (
    select customer_month.month, sum(customer_month.customers) as customers
    from customer_month
    group by customer_month.month
),
cell as (
    select stage.sector, stage.month from stage
    union
    select complaint.sector, complaint.month from complaint
    union
    select answer.sector, answer.month from satisfaction_answer as answer
)
select
    cell.sector,
    cell.month,
    cast(stage.overrun_hours as double) / nullif(cast(stage.actual_hours as double), 0) as overrun_share,
    coalesce(complaint.complaints, 0) * 1000 / cast(nullif(here.customers, 0) as double) as complaints_per_1000,
    answer.score / cast(answer.answers as double) as score,
    coalesce(answer.answers, 0) as answers,
    touched_customer.stayed / cast(touched_customer.touched as double) as retention_next
from cell
left join stage on stage.sector = cell.sector and stage.month = cell.month
left join complaint on complaint.sector = cell.sector and complaint.month = cell.month
left join here on here.month = cell.month
left join satisfaction_answer as answer on answer.sector = cell.sector and answer.month = cell.month
left join touched_customer on touched_customer.sector = cell.sector and touched_customer.month = cell.month
