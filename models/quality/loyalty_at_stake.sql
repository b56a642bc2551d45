-- title:   Loyalty at stake
-- meaning: What the customers whose complaints started in a sector are worth if they stay, each counted once a sector.
-- grain:   one row per sector
-- units:   loyalty_at_stake = reporting currency; customers = customers
-- formula: Σ over customers of the value of staying on the day of the first such complaint
-- source:  stake_first, stake_line
-- limits:  does not add up over sectors; needs a margin
-- key:     sector
-- trace:   stake_source, sector = caused_by
-- worked:  loyalty_at_stake = Σ stake_source.amount by segment
with first_complaint as (
    select f.caused_by, f.value, f.customers
    from stake_first as f
    join chosen_period as p on p.every_sector and (f.month_before is null or f.month_before < p.first_month)
    where f.caused_by <> 'all'
    union all
    -- names that stand together may share customers
    select l.caused_by, l.value, 1 as customers
    from stake_line as l
    join chosen_period as p on not p.every_sector
    qualify row_number() over (partition by l.caused_by, l.customer_id order by l.opened_on, l.complaint_id) = 1
)
select f.caused_by as sector, sum(f.value) as loyalty_at_stake, cast(sum(f.customers) as bigint) as customers
from first_complaint as f
group by f.caused_by
