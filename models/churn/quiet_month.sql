-- title:   Customers who did not complain
-- meaning: Comparable customers on the 15th of each month and what they are worth if they stay; calculated only while
--          assumed lines need them.
-- grain:   one row per month, segment, tenure band and followed
-- units:   customers = customers on the 15th; value = reporting currency; followed = effect_months have passed by the
--          day of reference
-- formula: counts of customers without a complaint in the effect_months before; Σ value of staying at their tenure, or
--          replacement cost as loss_basis says
-- source:  customers, complaints, assumptions silent_share and loss_basis
-- limits:  empty while the line of silent customers is off; nothing before comparable_from, where it has a month
-- key:     month, segment, tenure_band
-- period:  as_of
with quiet as (
    select
        start_day.month,
        start_day.followed,
        quiet_time.segment,
        quiet_time.customer_id,
        start_day.month_count - quiet_time.first_month_count as tenure_months
    from quiet_time
    join content_factor on content_factor.is_on
    join start_day
        on start_day.day >= quiet_time.quiet_from
            and start_day.day < coalesce(quiet_time.quiet_until, date '9999-12-31')
),
valued as (
    select
        quiet.month,
        quiet.followed,
        quiet.segment,
        tenure_band.tenure_band,
        round(
            cast(
                coalesce(
                    customers.monthly_margin, segment_margin.monthly_margin
                ) * staying_multiple.staying as decimal(38, 8)
            ),
            6
        ) as value
    from quiet
    join tenure_band on tenure_band.tenure_months = least(quiet.tenure_months, 720)
    join customers on customers.customer_id = quiet.customer_id
    left join segment_margin on segment_margin.segment = quiet.segment
    left
    join staying_multiple
        on staying_multiple.segment = quiet.segment and staying_multiple.tenure_months = quiet.tenure_months
)
select
    valued.month,
    valued.segment,
    valued.tenure_band,
    valued.followed,
    count(*) as customers,
    coalesce(sum(
        case
            when assumption.loss_basis = 'replacement' then acquisition_cost.cac
            when assumption.loss_basis = 'lower_of' and acquisition_cost.cac < valued.value then acquisition_cost.cac
            else valued.value
        end
    ), 0) as value
from valued
cross join assumption
left join acquisition_cost on acquisition_cost.channel = 'all'
group by valued.month, valued.segment, valued.tenure_band, valued.followed
