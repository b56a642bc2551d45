-- title:   Retention, some points higher
-- meaning: The retention curve if one, or five, more of every hundred customers stayed each year of tenure.
-- grain:   one row per segment (and all), points (1, 5) and month of tenure, 0 to 719
-- units:   points = percentage points a year of tenure; month = whole months of tenure; retention = 0 to 1
-- formula: in each year of tenure the share kept r becomes min(1, r + points / 100); within the year every month's
--          share stays in proportion: (S(k) / S(start))^(ln r′ / ln r)
-- source:  retention_extended
-- limits:  a year that already keeps everybody, or nobody, stays as it is; where r + points passes 1 fewer points are
--          added
-- key:     segment, points, month
-- period:  as_of
with year_end as (
    select extended.segment, cast(floor(extended.month / 12e0) as integer) as tenure_year, extended.retention
    from retention_extended as extended
    where extended.month % 12 = 11
),
kept as (
    select
        this_year.segment,
        this_year.tenure_year,
        coalesce(year_before.retention, 1e0) as at_start,
        this_year.retention / nullif(coalesce(year_before.retention, 1e0), 0) as kept
    from year_end as this_year
    left
    join year_end as year_before
        on year_before.segment = this_year.segment and year_before.tenure_year = this_year.tenure_year - 1
),
raised as (
    select
        kept.segment,
        raise.points,
        kept.tenure_year,
        kept.at_start,
        kept.kept,
        case
            when kept.kept > 0 and kept.kept < 1 then least(1e0, kept.kept + raise.points / 100e0)
            else coalesce(kept.kept, 0e0)
        end as kept_raised
    from kept
    cross join (select 1 as points union all select 5 as points) as raise
),
yearly as (
    select
        raised.segment,
        raised.points,
        raised.tenure_year,
        raised.at_start,
        case
            when raised.kept > 0 and raised.kept < 1 then ln(raised.kept_raised) / ln(raised.kept)
            else 1e0
        end as exponent,
        coalesce(min(raised.kept_raised) over (
            partition by raised.segment, raised.points
            order by raised.tenure_year rows between unbounded preceding and 1 preceding
        ), 1e0) as least_before,
        coalesce(sum(cast(ln(nullif(raised.kept_raised, 0)) as decimal(38, 18))) over (
            partition by raised.segment, raised.points
            order by raised.tenure_year rows between unbounded preceding and 1 preceding
        ), 0) as log_before
    from raised
)
select
    yearly.segment,
    yearly.points,
    extended.month,
    case
        when yearly.least_before <= 0 or yearly.at_start <= 0 then 0e0
        else exp(cast(yearly.log_before as double)) * power(extended.retention / yearly.at_start, yearly.exponent)
    end as retention
from yearly
join retention_extended as extended
    on extended.segment = yearly.segment and cast(floor(extended.month / 12e0) as integer) = yearly.tenure_year
