-- title:   Fitted retention, month by month
-- meaning: The share of customers still there after each month, by the fitted curve.
-- grain:   one row per segment (and all) with a fit and month of tenure, 0 to 720
-- units:   retention, renewal = 0 to 1; month = whole months of tenure
-- formula: renewal = (beta + month) / (alpha + beta + month), the share kept of those still there; retention = Π renewal up to the month
-- source:  fitted_retention
-- limits:  off unless fitted_tail says yes
-- key:     segment, month
-- period:  as_of
-- published: Fader & Hardie 2007, High End: S(8…12) .460 .436 .414 .395 .378 (tests/test_published_loyalty.py)
with renewed as (
    select f.segment, n.number as month, (f.beta + n.number) / (f.alpha + f.beta + n.number) as renewal
    from fitted_retention as f
    cross join month_number as n
)
select
    r.segment,
    r.month,
    r.renewal,
    exp(cast(sum(cast(ln(r.renewal) as decimal(38, 18))) over (
        partition by r.segment order by r.month rows between unbounded preceding and current row
    ) as double)) as retention
from renewed as r
