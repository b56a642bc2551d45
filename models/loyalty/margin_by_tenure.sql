-- title:   Margin by year of tenure
-- meaning: What a customer earns a month in the first, second, third … year as a customer.
-- grain:   one row per basis (customers, transactions), segment (and all) and year of tenure
-- units:   tenure_year = 1 for the first; customers = customers seen in that year; customer_months = whole months they
--          were seen; monthly_margin, yearly_margin = reporting currency
-- formula: monthly_margin = Σ margin / Σ customer_months; yearly_margin = 12 × that
-- source:  customers (their margin, the same every month) and, where sales name a customer and a margin, transactions
-- limits:  a margin that rises with tenure may be sorting: those who bring more stay longer; before any cost of
--          complaints
-- key:     basis, segment, tenure_year
-- period:  as_of
-- lineage: customer_source, segment, basis = *, tenure_year = *
with tenure as (
    select
        customer_tenure.segment,
        customer_tenure.tenure_months,
        count(*) as customers,
        sum(customer_tenure.monthly_margin) as monthly_margin
    from customer_tenure
    where customer_tenure.monthly_margin is not null and customer_tenure.tenure_months > 0
    group by customer_tenure.segment, customer_tenure.tenure_months
),
lived as (
    select
        'customers' as basis,
        tenure.segment,
        month_number.number + 1 as tenure_year,
        sum(tenure.customers) as customers,
        sum(tenure.customers * least(tenure.tenure_months - 12 * month_number.number, 12)) as customer_months,
        sum(tenure.monthly_margin * least(tenure.tenure_months - 12 * month_number.number, 12)) as margin
    from tenure
    join month_number on 12 * month_number.number < tenure.tenure_months
    group by tenure.segment, month_number.number
    union all
    select
        'transactions' as basis,
        tenure_margin.segment,
        tenure_margin.tenure_year,
        tenure_margin.customers,
        tenure_margin.customer_months,
        tenure_margin.margin
    from tenure_margin
),
total as (
    select
        lived.basis,
        lived.segment,
        lived.tenure_year,
        lived.customers,
        lived.customer_months,
        lived.margin
    from lived
    union all
    select
        lived.basis,
        'all' as segment,
        lived.tenure_year,
        lived.customers,
        lived.customer_months,
        lived.margin
    from lived
)
select
    total.basis,
    total.segment,
    total.tenure_year,
    cast(sum(total.customers) as bigint) as customers,
    cast(sum(total.customer_months) as bigint) as customer_months,
    cast(
        (
            cast(sum(total.margin) * 2000000 as hugeint) + sign(sum(total.margin)) * sum(total.customer_months)
        ) // nullif(2 * sum(total.customer_months), 0) as decimal(38, 0)
    ) * 0.000001 as monthly_margin,
    cast(
        (
            12 * cast(sum(total.margin) * 2000000 as hugeint) + sign(sum(total.margin)) * sum(total.customer_months)
        ) // nullif(2 * sum(total.customer_months), 0) as decimal(38, 0)
    ) * 0.000001 as yearly_margin
from total
group by total.basis, total.segment, total.tenure_year
