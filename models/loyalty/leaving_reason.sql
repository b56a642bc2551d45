-- title:   Why customers leave
-- meaning: The reasons customers gave for leaving, whose matter each was, and the margin that went with them.
-- grain:   one row per reason and sector
-- units:   customers, with_margin = customers who left; share = 0 to 1; monthly_margin = reporting currency a month
-- formula: share = customers / all who left; monthly_margin = Σ monthly margin of those whose margin is known,
--          with_margin of them
-- source:  left_customer
-- limits:  what people say when they leave is not always why they leave; a reason nobody stated is (none), a sector
--          nobody named is (unattributed); never part of the ledger
-- key:     reason, sector
-- lineage: leaving_source, reason, sector
-- additive: customers, share, monthly_margin, with_margin
select
    left_customer.reason,
    left_customer.sector,
    count(*) as customers,
    count(*) / cast(sum(count(*)) over () as double) as share,
    cast(sum(left_customer.monthly_margin) as decimal(38, 6)) as monthly_margin,
    count(left_customer.monthly_margin) as with_margin
from left_customer
group by left_customer.reason, left_customer.sector
