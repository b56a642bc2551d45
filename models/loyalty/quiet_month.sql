-- title:   Customers who did not complain
-- meaning: Comparable customers on the 15th of each month and what they are worth if they stay; worked out only while assumed lines need them.
-- grain:   one row per month, segment, tenure band and followed
-- units:   customers = customers on the 15th; value = reporting currency; followed = effect_months have passed by the day of reference
-- formula: counts of customers without a complaint in the effect_months before; Σ value of staying at their tenure, or replacement cost as loss_basis says
-- source:  customers, complaints, assumptions silent_share and loss_basis
-- limits:  empty while the line of silent customers is off; nothing before comparable_from, where it has a month
-- key:     month, segment, tenure_band
-- period:  as_of
with start_day as (
    select
        m.month,
        cast(m.month + interval '14' day as date) as day,
        cast(extract(year from m.month) * 12 + extract(month from m.month) as integer) as month_count,
        cast(cast(m.month + interval '14' day as date) + a.effect_months * interval '1' month as date) <= d.as_of as followed
    from calendar_month as m
    cross join assumption as a
    cross join reference_day as d
    join content_factor as f on f.is_on
    where cast(m.month + interval '14' day as date) <= d.as_of
),
quiet as (
    select
        s.month,
        s.followed,
        q.segment,
        q.customer_id,
        s.month_count - cast(extract(year from q.started_on) * 12 + extract(month from q.started_on) as integer)
        - case when extract(day from q.started_on) > 15 then 1 else 0 end as tenure_months
    from quiet_time as q
    join start_day as s on s.day >= q.quiet_from and s.day < coalesce(q.quiet_until, date '9999-12-31')
),
valued as (
    select
        q.month,
        q.followed,
        q.segment,
        case when q.tenure_months <= 2 then '0–2' when q.tenure_months <= 11 then '3–11' when q.tenure_months <= 23 then '12–23' else '24+' end as tenure_band,
        round(cast(coalesce(u.monthly_margin, m.monthly_margin) * s.staying as decimal(38, 8)), 6) as value
    from quiet as q
    join customers as u on u.customer_id = q.customer_id
    left join segment_margin as m on m.segment = q.segment
    left join staying_multiple as s on s.segment = q.segment and s.tenure_months = q.tenure_months
)
select
    v.month,
    v.segment,
    v.tenure_band,
    v.followed,
    count(*) as customers,
    coalesce(sum(
        case
            when a.loss_basis = 'replacement' then w.cac
            when a.loss_basis = 'lower_of' and w.cac < v.value then w.cac
            else v.value
        end
    ), 0) as value
from valued as v
cross join assumption as a
left join acquisition_cost as w on w.channel = 'all'
group by v.month, v.segment, v.tenure_band, v.followed
