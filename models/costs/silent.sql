-- title:   Customers lost without complaining
-- meaning: The margin of dissatisfied customers who never complained and left.
-- grain:   one row per month, segment, projected and causing sector
-- units:   amount = reporting currency; customers_lost = customers
-- formula: silent customers × their added risk × their value, spread as that month's complaints; what rounding leaves
--          goes to the sector with most
-- source:  silent_month, month_cause
-- limits:  assumed: rests on silent_share and silent_risk_ratio, off unless include_assumed is yes; needs avoidable
--          churn to be calculated
-- key:     month, segment, projected, caused_by
-- filters: month, segment, caused_by
with shared as (
    select
        silent_month.month,
        silent_month.segment,
        silent_month.projected,
        month_cause.caused_by,
        month_cause.place,
        silent_month.amount,
        silent_month.customers_lost,
        cast(
            (
                cast(silent_month.amount * 2000000 as hugeint) * cast(month_cause.complaints * 10000 as hugeint)
                    + sign(silent_month.amount) * cast(month_cause.complaints_in_month * 10000 as hugeint)
            ) // nullif(cast(month_cause.complaints_in_month * 20000 as hugeint), 0) as decimal(38, 0)
        ) * 0.000001 as share_amount,
        -- twelve digits of a double are the same on every engine, fifteen are not
        cast(
            cast(
                silent_month.customers_lost * (
                    month_cause.complaints / cast(month_cause.complaints_in_month as double)
                ) as decimal(38, 12)
            ) as decimal(38, 15)
        ) as share_lost
    from silent_month
    join month_cause on month_cause.month = silent_month.month
)
select
    shared.month,
    shared.segment,
    'silent' as component,
    'assumed' as evidence,
    '(company)' as incurred_by,
    shared.caused_by,
    cast(case
        when shared.place = 1
            then shared.share_amount
                + shared.amount
                - sum(shared.share_amount) over (partition by shared.month, shared.segment, shared.projected)
        else shared.share_amount
    end as decimal(38, 6)) as amount,
    cast(case
        when shared.place = 1
            then shared.share_lost
                + shared.customers_lost
                - sum(shared.share_lost) over (partition by shared.month, shared.segment, shared.projected)
        else shared.share_lost
    end as decimal(38, 15)) as customers_lost,
    shared.projected
from shared
