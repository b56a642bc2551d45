-- title:   Silent customers lost
-- meaning: The margin of dissatisfied customers who never complained and left.
-- grain:   one row per month, segment, projected and causing sector
-- units:   amount = reporting currency; customers_lost = customers
-- formula: silent customers × their excess risk × their value, spread as that month's complaints; what rounding leaves goes to the sector with most
-- source:  silent_month, month_cause
-- limits:  assumed: rests on silent_share and silent_risk_ratio, off unless include_assumed is yes; needs avoidable churn to be worked out
-- key:     month, segment, projected, caused_by
-- filters: month, segment, caused_by
with shared as (
    select
        s.month,
        s.segment,
        s.projected,
        c.caused_by,
        c.place,
        s.amount,
        s.customers_lost,
        cast((cast(s.amount * 2000000 as hugeint) * cast(c.complaints * 10000 as hugeint) + sign(s.amount) * cast(c.complaints_in_month * 10000 as hugeint)) // nullif(cast(c.complaints_in_month * 20000 as hugeint), 0) as decimal(38, 0)) * 0.000001 as share_amount,
        cast(s.customers_lost * (c.complaints / cast(c.complaints_in_month as double)) as decimal(38, 15)) as share_lost
    from silent_month as s
    join month_cause as c on c.month = s.month
)
select
    s.month,
    s.segment,
    'silent' as component,
    'assumed' as evidence,
    '(company)' as incurred_by,
    s.caused_by,
    cast(case
        when s.place = 1 then s.share_amount + s.amount - sum(s.share_amount) over (partition by s.month, s.segment, s.projected)
        else s.share_amount
    end as decimal(38, 6)) as amount,
    cast(case
        when s.place = 1 then s.share_lost + s.customers_lost - sum(s.share_lost) over (partition by s.month, s.segment, s.projected)
        else s.share_lost
    end as decimal(38, 15)) as customers_lost,
    s.projected
from shared as s
