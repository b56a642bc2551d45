-- title:   Cost by category of complaint
-- meaning: Which kinds of complaint cost most, and how few of them make four fifths of the cost.
-- grain:   one row per category
-- units:   amount, amount_from_here = reporting currency; share and running_share, share_from_here = 0 to 1
-- formula: Σ amount; amount / Σ of all; running sum of the shares, dearest first; from_here = this and all cheaper ones
-- source:  ledger_cube
-- limits:  complaints without a category stand together as (none); vital marks those needed to reach 80 %
-- key:     place
-- trace:   ledger_source, category
-- worked:  amount = Σ cost_driver.amount by component, evidence
with category as (
    select coalesce(c.category, '(none)') as category, sum(c.amount) as amount
    from ledger_cube as c
    group by coalesce(c.category, '(none)')
),
placed as (
    select
        c.category,
        c.amount,
        row_number() over (order by c.amount desc, c.category) as place,
        cast(c.amount as double) / nullif(cast(sum(c.amount) over () as double), 0e0) as share,
        cast(sum(c.amount) over (order by c.amount desc, c.category rows between unbounded preceding and current row) as double)
            / nullif(cast(sum(c.amount) over () as double), 0e0) as running_share,
        sum(c.amount) over (order by c.amount, c.category desc rows between unbounded preceding and current row) as amount_from_here
    from category as c
)
select
    cast(p.place as integer) as place,
    p.category,
    p.amount,
    p.share,
    p.running_share,
    p.running_share - p.share < 0.8e0 as vital,
    p.amount_from_here,
    1e0 - (p.running_share - p.share) as share_from_here
from placed as p
