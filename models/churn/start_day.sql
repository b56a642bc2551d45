-- title:   Days from which customers are followed
-- meaning: The 15th of each month, on which those who did not complain are compared, and whether effect_months have
--          passed since.
-- grain:   one row per month whose 15th has come by the day of reference
-- units:   day = the 15th; month_count = year × 12 + month; followed = true or false
-- formula: followed when day + effect_months ≤ as_of
-- source:  calendar_month, assumption effect_months
-- limits:  months from the first date in the data on
-- key:     month
-- period:  as_of
with fifteenth as (
    select
        calendar_month.month,
        cast(calendar_month.month + interval '14' day as date) as day,
        cast(
            extract(year from calendar_month.month) * 12 + extract(month from calendar_month.month) as integer
        ) as month_count
    from calendar_month
)
select
    fifteenth.month,
    fifteenth.day,
    fifteenth.month_count,
    cast(fifteenth.day + assumption.effect_months * interval '1' month as date) <= reference_day.as_of as followed
from fifteenth
cross join assumption
cross join reference_day
where fifteenth.day <= reference_day.as_of
