-- title:   Cash flow of a customer
-- meaning: What winning a customer costs at once, and what one who stays earns in each year after it.
-- grain:   one row per basis (customers, transactions) and year
-- units:   tenure_year = 0 for the winning, 1 for the first year; amount, discounted, cumulative = reporting currency
-- formula: year 0: −cac; year n: yearly margin of that year of tenure; discounted = amount / (1 + discount_rate)^n;
--          cumulative = its running sum
-- source:  acquisition_cost, margin_by_tenure, assumption discount_rate
-- limits:  of a customer who stays, not of the average one, who may leave (see customer_value); a year counts at its
--          end; years as far as they were observed; an average is no rule for spending
-- key:     basis, tenure_year
-- untraced: year 0 is the cac of acquisition_cost, the years after it margin_by_tenure; the rows stand behind those two
-- published: Reichheld & Sasser 1990: −51, 30, 42, 44, 49, 55 at 10 % → 111.66
--            (tests/models/published/test_published_loyalty.py)
with cash as (
    select margin_by_tenure.basis, 0 as tenure_year, cast(0 - acquisition_cost.cac as decimal(38, 6)) as amount
    from margin_by_tenure
    join acquisition_cost on acquisition_cost.channel = 'all' and acquisition_cost.cac is not null
    where margin_by_tenure.segment = 'all' and margin_by_tenure.tenure_year = 1
    union all
    select margin_by_tenure.basis, margin_by_tenure.tenure_year, margin_by_tenure.yearly_margin as amount
    from margin_by_tenure
    join acquisition_cost on acquisition_cost.channel = 'all' and acquisition_cost.cac is not null
    where margin_by_tenure.segment = 'all'
),
present as (
    select
        cash.basis,
        cash.tenure_year,
        cash.amount,
        round(
            cast(
                cast(cash.amount as double) / power(1e0 + assumption.discount_rate, cash.tenure_year) as decimal(38, 8)
            ),
            6
        ) as discounted
    from cash
    cross join assumption
)
select
    present.basis,
    present.tenure_year,
    present.amount,
    present.discounted,
    sum(present.discounted) over (
        partition by present.basis
        order by present.tenure_year
        rows between unbounded preceding and current row
    ) as cumulative
from present
