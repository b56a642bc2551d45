-- title:   Customer value at risk
-- meaning: What the customers whose complaints started in a sector are worth if they stay, each counted once a sector.
-- grain:   one row per sector
-- units:   loyalty_at_stake = reporting currency; customers = customers
-- formula: Σ over customers of the value of staying on the day of the first such complaint
-- source:  stake_first, stake_line
-- limits:  does not add up over sectors; needs a margin
-- key:     sector
-- lineage: stake_source, sector = caused_by
-- decomposition: loyalty_at_stake = Σ stake_source.amount by segment
with first_complaint as (
    select stake_first.caused_by, stake_first.value, stake_first.customers
    from stake_first
    join chosen_period
        on chosen_period.every_sector
            and (stake_first.month_before is null or stake_first.month_before < chosen_period.first_month)
    where stake_first.caused_by <> 'all'
    union all
    -- names that stand together may share customers
    select stake_line.caused_by, stake_line.value, 1 as customers
    from stake_line
    join chosen_period on not chosen_period.every_sector
    qualify row_number() over (
        partition by stake_line.caused_by, stake_line.customer_id
        order by stake_line.opened_on, stake_line.complaint_id
    ) = 1
)
select
    first_complaint.caused_by as sector,
    sum(first_complaint.value) as loyalty_at_stake,
    cast(sum(first_complaint.customers) as bigint) as customers
from first_complaint
group by first_complaint.caused_by
