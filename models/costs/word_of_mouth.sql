-- title:   Word of mouth
-- meaning: New customers who did not come because a dissatisfied one told them.
-- grain:   one row per month, segment and causing sector
-- units:   amount = reporting currency
-- formula: dissatisfied × told_per × (1 − already_customers) × influenced × would_have_bought × (value of a new customer − cac), spread as that month's complaints; what rounding leaves goes to the sector with most
-- source:  dissatisfied_month, customer_value, acquisition_cost, month_cause, assumptions
-- limits:  assumed: off unless include_assumed is yes and all four shares are set; absent without a value or a cac; no customer lost, since these never came
-- key:     month, segment, caused_by
-- filters: month, segment, caused_by
with unwon as (
    select
        m.month,
        m.segment,
        round(cast(
            cast(m.complained + m.silent as double) * a.told_per * (1e0 - a.already_customers) * a.influenced * a.would_have_bought
            * cast(v.value - q.cac as double)
        as decimal(38, 8)), 6) as amount
    from dissatisfied_month as m
    cross join assumption as a
    join customer_value as v on v.segment = 'all'
    join acquisition_cost as q on q.channel = 'all'
    where a.include_assumed
),
shared as (
    select
        u.month,
        u.segment,
        c.caused_by,
        c.place,
        u.amount,
        cast((cast(u.amount * 2000000 as hugeint) * cast(c.complaints * 10000 as hugeint) + sign(u.amount) * cast(c.complaints_in_month * 10000 as hugeint)) // nullif(cast(c.complaints_in_month * 20000 as hugeint), 0) as decimal(38, 0)) * 0.000001 as share_amount
    from unwon as u
    join month_cause as c on c.month = u.month
    where u.amount is not null
)
select
    s.month,
    s.segment,
    'word_of_mouth' as component,
    'assumed' as evidence,
    '(company)' as incurred_by,
    s.caused_by,
    cast(case
        when s.place = 1 then s.share_amount + s.amount - sum(s.share_amount) over (partition by s.month, s.segment)
        else s.share_amount
    end as decimal(38, 6)) as amount
from shared as s
