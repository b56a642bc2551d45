-- title:   Parts of what a customer costs
-- meaning: Which part of winning one customer, of keeping one for a year and of a customer-year's failures is a
--          sector's.
-- grain:   one row per side (win, keep, failure) and sector
-- units:   amount, part = reporting currency
-- formula: part = amount × times / divisor of customer_year, rounded at the sixth decimal; what rounding leaves goes to
--          the largest amount, the first by name of equals
-- source:  sector_side, customer_year
-- limits:  the parts of a side add up to its each_one exactly
-- key:     side, sector
-- untraced: the amounts of several lists; see the figures of each
with rounded as (
    select
        sector_side.side,
        sector_side.sector,
        sector_side.amount,
        customer_year.each_one,
        cast(
            (
                cast(sector_side.amount * 2000000 as hugeint) * customer_year.times
                    + sign(sector_side.amount) * customer_year.divisor
            ) // nullif(2 * customer_year.divisor, 0) as decimal(38, 0)
        ) * 0.000001 as part
    from sector_side
    join customer_year on customer_year.side = sector_side.side
)
select
    rounded.side,
    rounded.sector,
    cast(rounded.amount as decimal(38, 6)) as amount,
    cast(
        rounded.part + case
            when row_number() over (partition by rounded.side order by rounded.amount desc, rounded.sector) = 1
                then rounded.each_one - sum(rounded.part) over (partition by rounded.side)
            else 0
        end as decimal(38, 6)
    ) as part
from rounded
