-- title:   Margin by year of tenure
-- meaning: What a customer brings a month in the first, second, third … year as a customer.
-- grain:   one row per basis (customers, transactions), segment (and all) and year of tenure
-- units:   tenure_year = 1 for the first; customers = customers seen in that year; customer_months = whole months they were seen; monthly_margin, yearly_margin = reporting currency
-- formula: monthly_margin = Σ margin / Σ customer_months; yearly_margin = 12 × that
-- source:  customers (their margin, the same every month) and, where sales name a customer and a margin, transactions
-- limits:  a margin that rises with tenure may be sorting: those who bring more stay longer; before any cost of complaints
-- key:     basis, segment, tenure_year
-- period:  as_of
-- trace:   customer_source, segment, basis = *, tenure_year = *
with tenure as (
    select t.segment, t.tenure_months, count(*) as customers, sum(t.monthly_margin) as monthly_margin
    from customer_tenure as t
    where t.monthly_margin is not null and t.tenure_months > 0
    group by t.segment, t.tenure_months
),
lived as (
    select
        'customers' as basis,
        t.segment,
        n.number + 1 as tenure_year,
        sum(t.customers) as customers,
        sum(t.customers * least(t.tenure_months - 12 * n.number, 12)) as customer_months,
        sum(t.monthly_margin * least(t.tenure_months - 12 * n.number, 12)) as margin
    from tenure as t
    join month_number as n on 12 * n.number < t.tenure_months
    group by t.segment, n.number
    union all
    select 'transactions' as basis, m.segment, m.tenure_year, m.customers, m.customer_months, m.margin
    from tenure_margin as m
),
total as (
    select l.basis, l.segment, l.tenure_year, l.customers, l.customer_months, l.margin
    from lived as l
    union all
    select l.basis, 'all' as segment, l.tenure_year, l.customers, l.customer_months, l.margin
    from lived as l
)
select
    t.basis,
    t.segment,
    t.tenure_year,
    cast(sum(t.customers) as bigint) as customers,
    cast(sum(t.customer_months) as bigint) as customer_months,
    cast((cast(sum(t.margin) * 2000000 as hugeint) + sign(sum(t.margin)) * sum(t.customer_months)) // nullif(2 * sum(t.customer_months), 0) as decimal(38, 0)) * 0.000001 as monthly_margin,
    cast((12 * cast(sum(t.margin) * 2000000 as hugeint) + sign(sum(t.margin)) * sum(t.customer_months)) // nullif(2 * sum(t.customer_months), 0) as decimal(38, 0)) * 0.000001 as yearly_margin
from total as t
group by t.basis, t.segment, t.tenure_year
