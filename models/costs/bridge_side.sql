-- title:   Two periods side by side
-- meaning: Complaints and cost of each sector and kind in the chosen period and in the one of the same length before it.
-- grain:   one row per sector, segment and category with anything in either period
-- units:   complaints = Σ of shares; amounts = reporting currency; customers = Σ over the months; before and after = the earlier and the later period; corrected = empty
-- formula: sums; without a period the last 12 months beside the 12 before them
-- source:  bridge_cell, bridge_customer, ledger_span, reference_day
-- limits:  no rows where complaints do not reach back to the first month of the earlier period
-- key:     sector, segment, category
with wanted as (
    select
        coalesce(p.first_month, cast(coalesce(p.last_month, cast(date_trunc('month', d.as_of) as date)) - interval '11' month as date)) as first_month,
        coalesce(p.last_month, cast(date_trunc('month', d.as_of) as date)) as last_month
    from chosen_period as p
    cross join reference_day as d
),
long as (
    select
        w.first_month,
        w.last_month,
        cast((extract(year from w.last_month) * 12 + extract(month from w.last_month)) - (extract(year from w.first_month) * 12 + extract(month from w.first_month)) + 1 as integer) as months
    from wanted as w
),
period as (
    select l.first_month, l.last_month, cast(l.first_month - l.months * interval '1' month as date) as before_month
    from long as l
    join ledger_span as s on s.first_month <= cast(l.first_month - l.months * interval '1' month as date)
    where l.months > 0
),
customers as (
    select
        sum(case when c.month < p.first_month then c.customers else 0 end) as customers_before,
        sum(case when c.month >= p.first_month then c.customers else 0 end) as customers_after
    from bridge_customer as c
    join period as p on c.month >= p.before_month and c.month <= p.last_month
)
select
    c.sector,
    c.segment,
    c.category,
    c.is_other,
    sum(case when c.month < p.first_month then c.complaints else 0 end) as complaints_before,
    sum(case when c.month >= p.first_month then c.complaints else 0 end) as complaints_after,
    sum(case when c.month < p.first_month then c.amount else 0 end) as amount_before,
    sum(case when c.month >= p.first_month then c.amount else 0 end) as amount_after,
    sum(case when c.month < p.first_month then c.churn_amount else 0 end) as churn_before,
    sum(case when c.month >= p.first_month then c.churn_amount else 0 end) as churn_after,
    sum(c.projected_lines) > 0 as has_projected,
    max(n.customers_before) as customers_before,
    max(n.customers_after) as customers_after,
    -- nothing is corrected between two periods of one version
    cast(null as decimal(38, 6)) as corrected
from bridge_cell as c
join period as p on c.month >= p.before_month and c.month <= p.last_month
cross join customers as n
group by c.sector, c.segment, c.category, c.is_other
