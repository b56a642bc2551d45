-- title:   Cost by category of complaint
-- meaning: Which types of complaint cost most, and how few of them make four fifths of the cost.
-- grain:   one row per category
-- units:   amount, amount_from_here = reporting currency; share and running_share, share_from_here = 0 to 1
-- formula: Σ amount; amount / Σ of all; running sum of the shares, dearest first; from_here = this and all cheaper ones
-- source:  ledger_cube
-- limits:  complaints without a category stand together as (none); vital marks those needed to reach 80 %
-- key:     place
-- lineage: ledger_source, category
-- decomposition: amount = Σ cost_driver.amount by component, evidence
with category as (
    select coalesce(ledger_cube.category, '(none)') as category, sum(ledger_cube.amount) as amount
    from ledger_cube
    group by coalesce(ledger_cube.category, '(none)')
),
placed as (
    select
        category.category,
        category.amount,
        row_number() over (order by category.amount desc, category.category) as place,
        cast(category.amount as double) / nullif(cast(sum(category.amount) over () as double), 0e0) as share,
        cast(
            sum(category.amount) over (
                order by category.amount desc, category.category
                rows between unbounded preceding and current row
            ) as double
        )
            / nullif(cast(sum(category.amount) over () as double), 0e0) as running_share,
        sum(category.amount) over (
            order by category.amount, category.category desc
            rows between unbounded preceding and current row
        ) as amount_from_here
    from category
)
select
    cast(placed.place as integer) as place,
    placed.category,
    placed.amount,
    placed.share,
    placed.running_share,
    placed.running_share - placed.share < 0.8e0 as vital,
    placed.amount_from_here,
    1e0 - (placed.running_share - placed.share) as share_from_here
from placed
