-- title:   Word of mouth
-- meaning: New customers who did not come because a dissatisfied one told them.
-- grain:   one row per month, segment and causing sector
-- units:   amount = reporting currency
-- formula: dissatisfied × told_per × (1 − already_customers) × influenced × would_have_bought × (value of a new
--          customer − cac), spread as that month's complaints; what rounding leaves goes to the sector with most
-- source:  dissatisfied_month, customer_value, acquisition_cost, month_cause, assumptions
-- limits:  assumed: off unless include_assumed is yes and all four shares are set; absent without a value or a cac; no
--          customer lost, since these never came
-- key:     month, segment, caused_by
-- filters: month, segment, caused_by
with unwon as (
    select
        dissatisfied_month.month,
        dissatisfied_month.segment,
        round(cast(
            cast(
                dissatisfied_month.complained + dissatisfied_month.silent as double
            ) * assumption.told_per * (1e0
                - assumption.already_customers) * assumption.influenced * assumption.would_have_bought
            * cast(customer_value.value - acquisition_cost.cac as double)
        as decimal(38, 8)), 6) as amount
    from dissatisfied_month
    cross join assumption
    join customer_value on customer_value.segment = 'all'
    join acquisition_cost on acquisition_cost.channel = 'all'
    where assumption.include_assumed
),
shared as (
    select
        unwon.month,
        unwon.segment,
        month_cause.caused_by,
        month_cause.place,
        unwon.amount,
        cast(
            (
                cast(unwon.amount * 2000000 as hugeint) * cast(month_cause.complaints * 10000 as hugeint)
                    + sign(unwon.amount) * cast(month_cause.complaints_in_month * 10000 as hugeint)
            ) // nullif(cast(month_cause.complaints_in_month * 20000 as hugeint), 0) as decimal(38, 0)
        ) * 0.000001 as share_amount
    from unwon
    join month_cause on month_cause.month = unwon.month
    where unwon.amount is not null
)
select
    shared.month,
    shared.segment,
    'word_of_mouth' as component,
    'assumed' as evidence,
    '(company)' as incurred_by,
    shared.caused_by,
    cast(case
        when shared.place = 1
            then shared.share_amount
                + shared.amount
                - sum(shared.share_amount) over (partition by shared.month, shared.segment)
        else shared.share_amount
    end as decimal(38, 6)) as amount
from shared
