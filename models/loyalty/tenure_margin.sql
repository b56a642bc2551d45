-- title:   Margin by month of tenure, from sales
-- meaning: The margin of the sales to customers, and in how many of the customers' whole months it was earned, by year
--          of tenure.
-- grain:   one row per segment and year of tenure
-- units:   tenure_year = 1 for the first; customer_months = months; margin = reporting currency
-- formula: Σ margin of the sales in whole months of tenure; a sale without a margin: revenue × gross_margin; months
--          from the first month with such sales on
-- source:  transactions, customers, assumption gross_margin
-- limits:  only sales that name a customer with a start date; cancelled ones left out
-- key:     segment, tenure_year
-- period:  as_of
with sale as (
    select
        transactions.customer_id,
        transactions.sold_on,
        coalesce(
            transactions.margin,
            cast(round(transactions.revenue * cast(assumption.gross_margin as decimal(28, 10)), 6) as decimal(38, 6))
        ) as margin
    from transactions
    cross join assumption
    cross join reference_day
    where not transactions.cancelled
        and transactions.customer_id is not null
        and transactions.sold_on <= reference_day.as_of
),
first_sale as (
    select cast(date_trunc('month', min(sale.sold_on)) as date) as day
    from sale
    where sale.margin is not null
),
seen as (
    select
        customer_tenure.customer_id,
        customer_tenure.segment,
        customer_tenure.started_on,
        customer_tenure.tenure_months,
        greatest(
            0,
            cast(
                (extract(year from first_sale.day) * 12 + extract(month from first_sale.day))
                    - (
                        extract(year from customer_tenure.started_on) * 12
                            + extract(month from customer_tenure.started_on)
                    ) as integer
            )
        ) as first_month
    from customer_tenure
    cross join first_sale
    where customer_tenure.started_on is not null and first_sale.day is not null
),
span as (
    select
        seen.segment,
        seen.first_month,
        seen.tenure_months,
        count(*) as customers
    from seen
    where seen.tenure_months > seen.first_month
    group by seen.segment, seen.first_month, seen.tenure_months
),
lived as (
    select
        span.segment,
        month_number.number + 1 as tenure_year,
        sum(span.customers) as customers,
        sum(
            span.customers * (
                least(span.tenure_months, 12 * month_number.number + 12)
                    - greatest(span.first_month, 12 * month_number.number)
            )
        ) as customer_months
    from span
    join month_number
        on 12 * month_number.number < span.tenure_months and 12 * month_number.number + 12 > span.first_month
    group by span.segment, month_number.number
),
sold as (
    select
        seen.segment,
        cast(
            (extract(year from sale.sold_on) * 12 + extract(month from sale.sold_on))
            - (extract(year from seen.started_on) * 12 + extract(month from seen.started_on))
            - case when extract(day from sale.sold_on) < extract(day from seen.started_on) then 1 else 0 end
            as integer
        ) as month,
        seen.first_month,
        seen.tenure_months,
        sale.margin
    from sale
    join seen on seen.customer_id = sale.customer_id
    where sale.sold_on >= seen.started_on and sale.margin is not null
),
brought as (
    select sold.segment, cast(floor(sold.month / 12e0) as integer) + 1 as tenure_year, sum(sold.margin) as margin
    from sold
    where sold.month >= sold.first_month and sold.month < sold.tenure_months
    group by sold.segment, cast(floor(sold.month / 12e0) as integer) + 1
)
select
    lived.segment,
    lived.tenure_year,
    cast(lived.customers as bigint) as customers,
    cast(lived.customer_months as bigint) as customer_months,
    cast(coalesce(brought.margin, 0) as decimal(38, 6)) as margin
from lived
left join brought on brought.segment = lived.segment and brought.tenure_year = lived.tenure_year
