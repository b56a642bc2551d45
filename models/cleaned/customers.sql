-- title:   Customers
-- meaning: Who is or was a customer, since when, in which segment, and the margin they bring.
-- grain:   one row per customer
-- units:   monthly_margin, monthly_revenue = reporting currency a month, before any cost of complaints; tenure_months = months, where no dates are given
-- source:  customers
with stated as (
    select
        r.*,
        case when coalesce(r.currency, h.currency, '') = coalesce(h.currency, '') then cast(1 as decimal(28, 10)) else e.rate end as rate,
        cast(a.gross_margin as decimal(28, 10)) as gross_margin
    from raw_customers as r
    cross join assumption as a
    cross join home_currency as h
    left join currency_rate as e on e.currency = r.currency and e.is_latest
    where r.from_version <= a.version and (r.to_version is null or r.to_version > a.version)
)
select
    r.customer_id,
    r.started_on,
    r.ended_on,
    -- 'all' is the name of the total
    case when r.segment = 'all' then '"all"' else coalesce(r.segment, '(none)') end as segment,
    case when r.channel = 'all' then '"all"' else r.channel end as channel,
    cast(round(coalesce(
        r.monthly_margin * r.rate,
        cast(round(r.monthly_revenue * r.rate, 10) as decimal(38, 10)) * coalesce(r.margin_share, r.gross_margin)
    ), 6) as decimal(38, 6)) as monthly_margin,
    cast(round(r.monthly_revenue * r.rate, 6) as decimal(38, 6)) as monthly_revenue,
    cast(floor(r.tenure_months) as integer) as tenure_months,
    coalesce(r.has_left, false) as has_left,
    r.import_id,
    r.source_row
from stated as r
