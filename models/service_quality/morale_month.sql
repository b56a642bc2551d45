-- title:   Morale beside complaints
-- meaning: How a sector's own people feel, beside the complaints that started there in the same months.
-- grain:   one row per sector and group of answers on morale
-- units:   first_month, month = first day of the first and last month; months = months; answers = answers; morale =
--          mean points of the survey's scale; complaints_per_month = complaints a month, counted by their shares
-- formula: morale = mean of perceived over the sector's own answers on morale_dimension; complaints_per_month =
--          complaints started there from first_month to month / months
-- source:  service_survey, complaints, complaint_shares, assumptions small_group and morale_dimension
-- limits:  stands side by side: goes together with, not caused by; groups with fewer answers than small_group are
--          left out
-- key:     sector, month
-- filters: month, sector
-- untraced:single answers are never shown, so that nobody can be told by one
with felt as (
    select
        service_answer.sector,
        service_answer.first_month,
        service_answer.month,
        count(*) as answers,
        sum(service_answer.perceived) / cast(count(*) as double) as morale
    from service_answer
    where service_answer.side = 'morale' and service_answer.is_told
    group by service_answer.sector, service_answer.first_month, service_answer.month
),
started as (
    select felt.sector, felt.month, sum(complaint_cube.complaints) as complaints
    from felt
    join complaint_cube
        on complaint_cube.caused_by = felt.sector
            and complaint_cube.month >= felt.first_month
            and complaint_cube.month <= felt.month
    group by felt.sector, felt.month
),
counted as (
    select
        felt.*,
        coalesce(started.complaints, 0) as complaints,
        cast(
            (extract(year from felt.month) - extract(year from felt.first_month)) * 12
                + extract(month from felt.month) - extract(month from felt.first_month) + 1 as bigint
        ) as months
    from felt
    left join started on started.sector = felt.sector and started.month = felt.month
)
select
    counted.sector,
    counted.first_month,
    counted.month,
    counted.months,
    counted.answers,
    counted.morale,
    counted.complaints / cast(counted.months as double) as complaints_per_month
from counted
