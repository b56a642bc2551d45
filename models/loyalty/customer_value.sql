-- title:   Value of a customer
-- meaning: What a new customer of the segment is worth over the horizon, and what the active ones are worth together.
-- grain:   one row per segment (and all)
-- units:   customers = active customers; monthly_margin = reporting currency a month; value = reporting currency a new
--          customer; total_value = reporting currency
-- formula: value = Σ_{k<H} margin × S(k) / (1+i)^k; total_value = Σ over active customers of own margin × Σ_{k<H}
--          S(τ+k)/S(τ)/(1+i)^k
-- source:  customers, assumptions horizon_months and discount_rate
-- limits:  margin before any cost of complaints; observed_value and projected_value are the parts within and beyond the
--          observed retention, total_observed and total_projected the same of total_value; all is calculated on the
--          pooled curve, its total_value is the sum of the segments'
-- key:     segment
-- period:  as_of
-- lineage: customer_source, segment
-- column_lineage: monthly_margin: customer_source, segment;
--                 customers: customer_source, segment, has_left = "false";
--                 total_value: staying_source, segment, part = "whole";
--                 total_observed: staying_source, segment, part = "observed";
--                 total_projected: staying_source, segment, part = "projected"
-- decomposition: value = monthly_margin × staying_multiple.new_customer [tenure_months = 0];
--                total_value = total_observed + total_projected
-- published: Gupta & Lehmann 2003: multiples 1.20 1.75 2.67 4.50 at r .6 .7 .8 .9
--            (tests/models/published/test_published.py)
with active as (
    select
        customer_tenure.segment,
        sum(
            cast(
                coalesce(
                    customer_tenure.monthly_margin, segment_margin.monthly_margin
                ) * staying_multiple.staying as decimal(38, 12)
            )
        ) as total_value,
        sum(
            cast(
                coalesce(
                    customer_tenure.monthly_margin, segment_margin.monthly_margin
                ) * staying_multiple.staying_observed as decimal(38, 12)
            )
        ) as total_observed
    from customer_tenure
    join segment_margin on segment_margin.segment = customer_tenure.segment
    left
    join staying_multiple
        on staying_multiple.segment = customer_tenure.segment
            and staying_multiple.tenure_months = customer_tenure.tenure_months
    where not customer_tenure.has_left
    group by customer_tenure.segment
),
total as (
    select active.segment, active.total_value, active.total_observed from active
    union all
    select
        'all' as segment,
        sum(active.total_value) as total_value,
        sum(active.total_observed) as total_observed
    from active
)
select
    segment_margin.segment,
    segment_margin.customers,
    segment_margin.monthly_margin,
    round(cast(segment_margin.monthly_margin * staying_multiple.new_customer as decimal(38, 8)), 6) as value,
    cast(
        round(
            coalesce(total.total_value, case when segment_margin.monthly_margin is not null then 0 end), 6
        ) as decimal(38, 6)
    ) as total_value,
    round(
        cast(segment_margin.monthly_margin * staying_multiple.new_customer_observed as decimal(38, 8)), 6
    ) as observed_value,
    round(
        cast(
            segment_margin.monthly_margin * (
                staying_multiple.new_customer - staying_multiple.new_customer_observed
            ) as decimal(38, 8)
        ),
        6
    ) as projected_value,
    cast(
        round(
            coalesce(total.total_observed, case when segment_margin.monthly_margin is not null then 0 end), 6
        ) as decimal(38, 6)
    ) as total_observed,
    cast(
        round(
            coalesce(total.total_value, case when segment_margin.monthly_margin is not null then 0 end), 6
        ) as decimal(38, 6)
    )
        - cast(
            round(
                coalesce(total.total_observed, case when segment_margin.monthly_margin is not null then 0 end), 6
            ) as decimal(38, 6)
        ) as total_projected
from segment_margin
left join staying_multiple on staying_multiple.segment = segment_margin.segment and staying_multiple.tenure_months = 0
left join total on total.segment = segment_margin.segment
