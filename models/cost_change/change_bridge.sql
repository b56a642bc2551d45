-- title:   Why the cost changed
-- meaning: What of the change from the period before, or from an earlier version, is due to more customers, more
--          complaints of each, other types of complaint, a higher cost of each, or corrected data.
-- grain:   one row per causing sector and cause
-- units:   amount, cost_before, cost_after, cost_change = reporting currency
-- formula: one after the other: volume = cost × growth of customers; rate = complaints beyond that × cost of one
--          before; mix = the kinds of now at their cost before, less the average cost; price = the rest; projected =
--          the part of it in avoidable churn not yet followed up; between versions corrections = what was corrected,
--          put in or taken away, before all others
-- source:  ledger, complaints, customers
-- limits:  without a period the last 12 months against the 12 before; kind = category and segment, a new kind enters at
--          its own cost; a sector without complaints before changes by rate; cost without a complaint changes by price;
--          without customers volume is 0
-- key:     sector, place
-- lineage: ledger_source, sector = caused_by, place = *, cause = *, period = "both"
-- column_lineage: cost_before: ledger_source, sector = caused_by, place = *, cause = *, period = "before";
--                 cost_after: ledger_source, sector = caused_by, place = *, cause = *, period = "now"
-- decomposition: amount = Σ change_bridge.amount by cause
-- additive: amount
with kind as (
    select
        bridge_side.sector,
        bridge_side.is_other,
        bridge_side.complaints_before as n0,
        bridge_side.complaints_after as n1,
        bridge_side.amount_before as a0,
        bridge_side.amount_after as a1,
        -- the kinds of now at what they cost before
        case
            when bridge_side.complaints_after = 0 then 0
            when bridge_side.complaints_before > 0
                then cast(
                    (
                        cast(bridge_side.amount_before * 2000000 as hugeint) * cast(
                            bridge_side.complaints_after * 10000 as hugeint
                        )
                            + sign(bridge_side.amount_before) * cast(bridge_side.complaints_before * 10000 as hugeint)
                    ) // cast(bridge_side.complaints_before * 20000 as hugeint) as decimal(38, 0)
                ) * 0.000001
            else bridge_side.amount_after
        end as at_old_cost,
        case
            when bridge_side.has_projected and bridge_side.complaints_before > 0 and bridge_side.complaints_after > 0
            then bridge_side.churn_after
                - cast(
                    (
                        cast(bridge_side.churn_before * 2000000 as hugeint) * cast(
                            bridge_side.complaints_after * 10000 as hugeint
                        )
                            + sign(bridge_side.churn_before) * cast(bridge_side.complaints_before * 10000 as hugeint)
                    ) // cast(bridge_side.complaints_before * 20000 as hugeint) as decimal(38, 0)
                ) * 0.000001
            else 0
        end as projected,
        bridge_side.customers_before,
        bridge_side.customers_after,
        bridge_side.corrected
    from bridge_side
),
whole as (
    select
        kind.sector,
        sum(kind.a0) - coalesce(sum(kind.corrected), 0) as cost_before,
        sum(kind.a1) as cost_after,
        sum(case when kind.is_other then 0 else kind.n0 end) as n0,
        sum(case when kind.is_other then 0 else kind.n1 end) as n1,
        sum(case when kind.is_other then 0 else kind.a0 end) as a0,
        sum(case when kind.is_other then 0 else kind.a1 end) as a1,
        sum(case when kind.is_other then 0 else kind.at_old_cost end) as at_old_cost,
        sum(kind.projected) as projected,
        sum(kind.corrected) as corrected,
        nullif(max(kind.customers_before), 0) as customers_before,
        -- nobody now says nothing about growth
        coalesce(nullif(max(kind.customers_after), 0) - max(kind.customers_before), 0) as more_customers
    from kind
    group by kind.sector
),
priced as (
    select
        whole.*,
        case
            when whole.n0 > 0
                then coalesce(
                    cast(
                        (
                            cast(whole.a0 * 2000000 as hugeint) * whole.more_customers
                                + sign(whole.a0) * sign(whole.more_customers) * whole.customers_before
                        ) // (2 * whole.customers_before) as decimal(38, 0)
                    ) * 0.000001,
                    0
                )
            else 0
        end as volume,
        case
            when whole.n0 > 0
                then cast(
                    (
                        cast(whole.a0 * 2000000 as hugeint) * cast(whole.n1 * 10000 as hugeint)
                            + sign(whole.a0) * cast(whole.n0 * 10000 as hugeint)
                    ) // cast(whole.n0 * 20000 as hugeint) as decimal(38, 0)
                ) * 0.000001
            else whole.a1
        end as at_average_cost
    from whole
),
parted as (
    select
        priced.sector,
        priced.cost_before,
        priced.cost_after,
        priced.volume,
        priced.at_average_cost - priced.a0 - priced.volume as rate,
        case when priced.n0 > 0 then priced.at_old_cost - priced.at_average_cost else 0 end as mix,
        case when priced.n0 > 0 then priced.projected else 0 end as projected,
        priced.corrected
    from priced
),
listed as (
    select
        parted.sector,
        1 as place,
        'volume' as cause,
        parted.volume as amount,
        parted.cost_before,
        parted.cost_after
    from parted
    union all
    select
        parted.sector,
        2 as place,
        'rate' as cause,
        parted.rate as amount,
        parted.cost_before,
        parted.cost_after
    from parted
    union all
    select
        parted.sector,
        3 as place,
        'mix' as cause,
        parted.mix as amount,
        parted.cost_before,
        parted.cost_after
    from parted
    union all
    select
        parted.sector,
        4 as place,
        'price' as cause,
        parted.cost_after
            - parted.cost_before
            - parted.volume
            - parted.rate
            - parted.mix
            - parted.projected
            - coalesce(parted.corrected, 0) as amount,
        parted.cost_before,
        parted.cost_after
    from parted
    union all
    select
        parted.sector,
        5 as place,
        'projected' as cause,
        parted.projected as amount,
        parted.cost_before,
        parted.cost_after
    from parted
    union all
    select
        parted.sector,
        0 as place,
        'corrections' as cause,
        parted.corrected as amount,
        parted.cost_before,
        parted.cost_after
    from parted
    where parted.corrected is not null
)
select
    listed.sector,
    listed.cause,
    cast(listed.amount as decimal(38, 6)) as amount,
    cast(listed.cost_before as decimal(38, 6)) as cost_before,
    cast(listed.cost_after as decimal(38, 6)) as cost_after,
    cast(listed.cost_after - listed.cost_before as decimal(38, 6)) as cost_change,
    listed.place
from listed
