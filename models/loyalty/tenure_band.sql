-- title:   Bands of tenure
-- meaning: The bands of tenure in which customers are compared with one another.
-- grain:   one row per month of tenure
-- units:   tenure_months = whole months
-- formula: 0–2, 3–11, 12–23, 24+
-- source:  month_number
-- limits:  up to 720 months; who has been a customer for longer counts as if for 720
-- key:     tenure_months
-- period:  all
select
    month_number.number as tenure_months,
    case
        when month_number.number <= 2 then '0–2'
        when month_number.number <= 11 then '3–11'
        when month_number.number <= 23 then '12–23'
        else '24+'
    end as tenure_band
from month_number
