-- title:   Value of a customer at a renewal
-- meaning: What a customer with this many renewals is still worth by the fitted curve, and what one saved at the next
--          renewal is worth.
-- grain:   one row per segment (and all) with a fit and number of renewals, 0 to 240
-- units:   renewals = months the customer has stayed; renewal = share who renew next; derl, saved = months of margin,
--          discounted; saved_value = reporting currency
-- formula: derl(k) = Σ_{t>k} S(t)/S(k)/(1+i)^(t−k−1), counted just before the next renewal, which it holds; saved =
--          derl(k) / renewal, since the one saved renews for certain; S(t) = share there after t months, i = (1 +
--          discount_rate)^(1/12) − 1
-- source:  fitted_curve, segment_margin, assumption discount_rate
-- limits:  off unless fitted_tail says yes; without the horizon of customer_value, as far as month 720
-- key:     segment, renewals
-- period:  as_of
-- published: Fader & Hardie, High End after seven renewals at 10 %: 7.530
--            (tests/models/published/test_published_loyalty.py)
with discounted as (
    select
        fitted_curve.segment,
        fitted_curve.month,
        fitted_curve.renewal,
        fitted_curve.retention,
        fitted_curve.retention / power(1e0 + assumption.discount_rate, (fitted_curve.month + 1) / 12e0) as present
    from fitted_curve
    cross join assumption
),
ahead as (
    select
        discounted.segment,
        discounted.month as renewals,
        discounted.renewal,
        sum(cast(discounted.present as decimal(38, 18))) over (
            partition by discounted.segment
            order by discounted.month desc rows between unbounded preceding and current row
        ) / cast(discounted.present as double) as months_saved
    from discounted
)
select
    ahead.segment,
    ahead.renewals,
    ahead.renewal,
    ahead.renewal * ahead.months_saved as derl,
    ahead.months_saved as saved,
    round(cast(segment_margin.monthly_margin * ahead.months_saved as decimal(38, 8)), 6) as saved_value
from ahead
left join segment_margin on segment_margin.segment = ahead.segment
where ahead.renewals <= 240
