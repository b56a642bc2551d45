-- title:   Cash flow of a customer
-- meaning: What winning a customer costs at once, and what one who stays brings in each year after it.
-- grain:   one row per basis (customers, transactions) and year
-- units:   tenure_year = 0 for the winning, 1 for the first year; amount, discounted, cumulative = reporting currency
-- formula: year 0: −cac; year n: yearly margin of that year of tenure; discounted = amount / (1 + discount_rate)^n; cumulative = its running sum
-- source:  acquisition_cost, margin_by_tenure, assumption discount_rate
-- limits:  of a customer who stays, not of the average one, who may leave (see customer_value); a year counts at its end; years as far as they were observed; an average is no rule for spending
-- key:     basis, tenure_year
-- untraced: year 0 is the cac of acquisition_cost, the years after it margin_by_tenure; the rows stand behind those two
-- published: Reichheld & Sasser 1990: −51, 30, 42, 44, 49, 55 at 10 % → 111.66 (tests/test_published_loyalty.py)
with cash as (
    select m.basis, 0 as tenure_year, cast(-q.cac as decimal(38, 6)) as amount
    from margin_by_tenure as m
    join acquisition_cost as q on q.channel = 'all' and q.cac is not null
    where m.segment = 'all' and m.tenure_year = 1
    union all
    select m.basis, m.tenure_year, m.yearly_margin as amount
    from margin_by_tenure as m
    join acquisition_cost as q on q.channel = 'all' and q.cac is not null
    where m.segment = 'all'
),
present as (
    select
        c.basis,
        c.tenure_year,
        c.amount,
        round(cast(cast(c.amount as double) / power(1e0 + a.discount_rate, c.tenure_year) as decimal(38, 8)), 6) as discounted
    from cash as c
    cross join assumption as a
)
select
    p.basis,
    p.tenure_year,
    p.amount,
    p.discounted,
    sum(p.discounted) over (partition by p.basis order by p.tenure_year rows between unbounded preceding and current row) as cumulative
from present as p
