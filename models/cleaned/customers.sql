-- title:   Customers
-- meaning: Who is or was a customer, since when, in which segment, the margin they bring, and why they left.
-- grain:   one row per customer
-- units:   monthly_margin, monthly_revenue = reporting currency a month, before any cost of complaints; tenure_months =
--          months, where no dates are given
-- source:  customers
with stated as (
    select
        raw_customers.*,
        case
            when coalesce(raw_customers.currency, home_currency.currency, '') = coalesce(home_currency.currency, '')
                then cast(1 as decimal(28, 10))
            else currency_rate.rate
        end as rate,
        cast(assumption.gross_margin as decimal(28, 10)) as gross_margin
    from raw_customers
    cross join assumption
    cross join home_currency
    left join currency_rate on currency_rate.currency = raw_customers.currency and currency_rate.is_latest
    where raw_customers.from_version <= assumption.version
        and (raw_customers.to_version is null or raw_customers.to_version > assumption.version)
)
select
    stated.customer_id,
    stated.started_on,
    stated.ended_on,
    -- 'all' is the name of the total
    case when stated.segment = 'all' then '"all"' else coalesce(stated.segment, '(none)') end as segment,
    case when stated.channel = 'all' then '"all"' else stated.channel end as channel,
    cast(round(coalesce(
        stated.monthly_margin * stated.rate,
        cast(
            round(stated.monthly_revenue * stated.rate, 10) as decimal(38, 10)
        ) * coalesce(stated.margin_share, stated.gross_margin)
    ), 6) as decimal(38, 6)) as monthly_margin,
    cast(round(stated.monthly_revenue * stated.rate, 6) as decimal(38, 6)) as monthly_revenue,
    cast(floor(stated.tenure_months) as integer) as tenure_months,
    coalesce(stated.has_left, false) as has_left,
    stated.complained,
    case when stated.left_reason = 'all' then '"all"' else stated.left_reason end as left_reason,
    coalesce(sector_moved.sector, sector_spelling.sector, stated.left_because_of) as left_because_of,
    stated.import_id,
    stated.source_row
from stated
left join sector_spelling on sector_spelling.sector_key = stated.left_because_of
left
join sector_moved
    on sector_moved.sector_key = stated.left_because_of
        -- whoever is not known to have ended speaks of today
        and coalesce(stated.ended_on, date '9999-12-30') >= sector_moved.from_day
        and coalesce(stated.ended_on, date '9999-12-30') < sector_moved.to_day
