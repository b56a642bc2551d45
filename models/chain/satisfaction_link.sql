-- title:   What goes together with satisfaction
-- meaning: A sector's overruns and complaints, month by month, beside what customers answered and how many stayed.
-- grain:   one row per sector and month
-- units:   overrun_share, retention_next = 0 to 1; complaints_per_1000 = complaints for 1,000 customers; score = mean points of the longest scale stated; answers = answers
-- formula: overrun_share = hours over / hours of the stages with assigned hours; complaints_per_1000 = complaints started here / customers on the first of the month × 1,000; retention_next = customers touched who are still there a month later
-- source:  stage_times, complaints, satisfaction, customers
-- limits:  stands side by side: goes together with, not caused by; touched = answered about the sector or complained of what started there
-- key:     sector, month
-- trace:   complaint_source, sector = caused_by, month
-- rows:    overrun_share: stage_source, sector, month, measure = "overrun"; score: answer_source, sector, month; answers: answer_source, sector, month; retention_next: touched_source, sector, month
with stage as (
    select h.sector, h.month, sum(h.overrun_hours) as overrun_hours, sum(h.actual_hours) as actual_hours
    from stage_hours as h
    cross join reference_day as d
    where h.sector is not null and h.assigned_hours is not null and (d.as_of is null or h.month <= d.as_of)
    group by h.sector, h.month
),
complaint as (
    select c.caused_by as sector, c.month, sum(c.complaints) as complaints
    from complaint_cube as c
    group by c.caused_by, c.month
),
here as (
    select c.month, sum(c.customers) as customers
    from customer_month as c
    group by c.month
),
cell as (
    select s.sector, s.month from stage as s
    union
    select c.sector, c.month from complaint as c
    union
    select s.sector, s.month from satisfaction_answer as s
)
select
    k.sector,
    k.month,
    cast(s.overrun_hours as double) / nullif(cast(s.actual_hours as double), 0) as overrun_share,
    coalesce(c.complaints, 0) * 1000 / cast(nullif(h.customers, 0) as double) as complaints_per_1000,
    a.score / cast(a.answers as double) as score,
    coalesce(a.answers, 0) as answers,
    t.stayed / cast(t.touched as double) as retention_next
from cell as k
left join stage as s on s.sector = k.sector and s.month = k.month
left join complaint as c on c.sector = k.sector and c.month = k.month
left join here as h on h.month = k.month
left join satisfaction_answer as a on a.sector = k.sector and a.month = k.month
left join touched_customer as t on t.sector = k.sector and t.month = k.month
