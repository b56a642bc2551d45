-- title:   Retention, some points higher
-- meaning: The retention curve if one, or five, more of every hundred customers stayed each year of tenure.
-- grain:   one row per segment (and all), points (1, 5) and month of tenure, 0 to 719
-- units:   points = percentage points a year of tenure; month = whole months of tenure; retention = 0 to 1
-- formula: in each year of tenure the share kept r becomes min(1, r + points / 100); within the year every month's share stays in proportion: (S(k) / S(start))^(ln r′ / ln r)
-- source:  retention_extended
-- limits:  a year that already keeps everybody, or nobody, stays as it is; where r + points passes 1 fewer points are added
-- key:     segment, points, month
-- period:  as_of
with year_end as (
    select r.segment, cast(floor(r.month / 12e0) as integer) as tenure_year, r.retention
    from retention_extended as r
    where r.month % 12 = 11
),
kept as (
    select
        e.segment,
        e.tenure_year,
        coalesce(b.retention, 1e0) as at_start,
        e.retention / nullif(coalesce(b.retention, 1e0), 0) as kept
    from year_end as e
    left join year_end as b on b.segment = e.segment and b.tenure_year = e.tenure_year - 1
),
raised as (
    select
        k.segment,
        p.points,
        k.tenure_year,
        k.at_start,
        k.kept,
        case when k.kept > 0 and k.kept < 1 then least(1e0, k.kept + p.points / 100e0) else coalesce(k.kept, 0e0) end as kept_raised
    from kept as k
    cross join (select 1 as points union all select 5 as points) as p
),
yearly as (
    select
        r.segment,
        r.points,
        r.tenure_year,
        r.at_start,
        case when r.kept > 0 and r.kept < 1 then ln(r.kept_raised) / ln(r.kept) else 1e0 end as exponent,
        coalesce(min(r.kept_raised) over (
            partition by r.segment, r.points order by r.tenure_year rows between unbounded preceding and 1 preceding
        ), 1e0) as least_before,
        coalesce(sum(cast(ln(nullif(r.kept_raised, 0)) as decimal(38, 18))) over (
            partition by r.segment, r.points order by r.tenure_year rows between unbounded preceding and 1 preceding
        ), 0) as log_before
    from raised as r
)
select
    y.segment,
    y.points,
    r.month,
    case
        when y.least_before <= 0 or y.at_start <= 0 then 0e0
        else exp(cast(y.log_before as double)) * power(r.retention / y.at_start, y.exponent)
    end as retention
from yearly as y
join retention_extended as r on r.segment = y.segment and cast(floor(r.month / 12e0) as integer) = y.tenure_year
