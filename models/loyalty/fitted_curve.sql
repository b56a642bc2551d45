-- title:   Fitted retention, month by month
-- meaning: The share of customers still there after each month, by the fitted curve.
-- grain:   one row per segment (and all) with a fit and month of tenure, 0 to 720
-- units:   retention, renewal = 0 to 1; month = whole months of tenure
-- formula: renewal = (beta + month) / (alpha + beta + month), the share kept of those still there; retention = Π
--          renewal up to the month
-- source:  fitted_retention
-- limits:  off unless fitted_tail says yes
-- key:     segment, month
-- period:  as_of
-- published: Fader & Hardie 2007, High End: S(8…12) .460 .436 .414 .395 .378
--            (tests/models/published/test_published_loyalty.py)
with renewed as (
    select
        fitted_retention.segment,
        month_number.number as month,
        (fitted_retention.beta + month_number.number) / (
            fitted_retention.alpha + fitted_retention.beta + month_number.number
        ) as renewal
    from fitted_retention
    cross join month_number
)
select
    renewed.segment,
    renewed.month,
    renewed.renewal,
    exp(cast(sum(cast(ln(renewed.renewal) as decimal(38, 18))) over (
        partition by renewed.segment order by renewed.month rows between unbounded preceding and current row
    ) as double)) as retention
from renewed
