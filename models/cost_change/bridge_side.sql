-- title:   Two periods side by side
-- meaning: Complaints and cost of each sector and type in the selected period and in the previous one of the same
--          length.
-- grain:   one row per sector, segment and category with anything in either period
-- units:   complaints = Σ of shares; amounts = reporting currency; customers = Σ over the months; before and after =
--          the earlier and the later period; corrected = empty
-- formula: sums; without a period the last 12 months beside the 12 before them
-- source:  bridge_cell, bridge_customer, ledger_span, reference_day
-- limits:  no rows where complaints do not reach back to the first month of the earlier period
-- key:     sector, segment, category
with wanted as (
    select
        coalesce(
            chosen_period.first_month,
            cast(
                coalesce(chosen_period.last_month, cast(date_trunc('month', reference_day.as_of) as date))
                    - interval '11' month as date
            )
        ) as first_month,
        coalesce(chosen_period.last_month, cast(date_trunc('month', reference_day.as_of) as date)) as last_month
    from chosen_period
    cross join reference_day
),
long as (
    select
        wanted.first_month,
        wanted.last_month,
        cast(
            (extract(year from wanted.last_month) * 12 + extract(month from wanted.last_month))
                - (extract(year from wanted.first_month) * 12 + extract(month from wanted.first_month))
                + 1 as integer
        ) as months
    from wanted
),
period as (
    select
        long.first_month,
        long.last_month,
        cast(long.first_month - long.months * interval '1' month as date) as before_month
    from long
    join ledger_span on ledger_span.first_month <= cast(long.first_month - long.months * interval '1' month as date)
    where long.months > 0
),
customers as (
    select
        sum(
            case when bridge_customer.month < period.first_month then bridge_customer.customers else 0 end
        ) as customers_before,
        sum(
            case when bridge_customer.month >= period.first_month then bridge_customer.customers else 0 end
        ) as customers_after
    from bridge_customer
    join period on bridge_customer.month >= period.before_month and bridge_customer.month <= period.last_month
)
select
    bridge_cell.sector,
    bridge_cell.segment,
    bridge_cell.category,
    bridge_cell.is_other,
    sum(case when bridge_cell.month < period.first_month then bridge_cell.complaints else 0 end) as complaints_before,
    sum(case when bridge_cell.month >= period.first_month then bridge_cell.complaints else 0 end) as complaints_after,
    sum(case when bridge_cell.month < period.first_month then bridge_cell.amount else 0 end) as amount_before,
    sum(case when bridge_cell.month >= period.first_month then bridge_cell.amount else 0 end) as amount_after,
    sum(case when bridge_cell.month < period.first_month then bridge_cell.churn_amount else 0 end) as churn_before,
    sum(case when bridge_cell.month >= period.first_month then bridge_cell.churn_amount else 0 end) as churn_after,
    sum(bridge_cell.projected_lines) > 0 as has_projected,
    max(customers.customers_before) as customers_before,
    max(customers.customers_after) as customers_after,
    -- nothing is corrected between two periods of one version
    cast(null as decimal(38, 6)) as corrected
from bridge_cell
join period on bridge_cell.month >= period.before_month and bridge_cell.month <= period.last_month
cross join customers
group by bridge_cell.sector, bridge_cell.segment, bridge_cell.category, bridge_cell.is_other
