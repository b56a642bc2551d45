-- title:   Reconciliation checks
-- meaning: What must be equal whatever was uploaded; one that fails names a fault in the data or in the calculation.
-- grain:   one row per identity
-- units:   left_side, right_side, difference = as the identity: an amount, rows or ten-thousandths
-- formula: holds when left_side = right_side
-- source:  every data set and the figures worked out from it
-- limits:  always speaks of everything stored, whatever period is chosen
-- key:     identity
-- period:  all
-- untraced: both sides add up whole tables; the rows of an amount stand behind the figure its name speaks of
with ledger_total as (
    select coalesce(sum(ledger.amount), 0) as amount from ledger
),
by_sector as (
    select ledger_cube.caused_by, sum(ledger_cube.amount) as amount from ledger_cube group by ledger_cube.caused_by
),
by_payer as (
    select ledger_cube.incurred_by, sum(ledger_cube.amount) as amount from ledger_cube group by ledger_cube.incurred_by
),
by_component as (
    select
        cost_by_sector.component,
        cost_by_sector.evidence,
        sum(cost_by_sector.amount) as amount
    from cost_by_sector group by cost_by_sector.component, cost_by_sector.evidence
),
by_month as (
    select ledger_cube.month, sum(ledger_cube.amount) as amount from ledger_cube group by ledger_cube.month
),
side as (
    select
        'ledger = sum by causing sector' as identity,
        ledger_total.amount as left_side,
        (select coalesce(sum(by_sector.amount), 0) from by_sector) as right_side
    from ledger_total
    union all
    select
        'ledger = sum by paying sector' as identity,
        ledger_total.amount as left_side,
        (select coalesce(sum(by_payer.amount), 0) from by_payer) as right_side
    from ledger_total
    union all
    select
        'ledger = sum by component' as identity,
        ledger_total.amount as left_side,
        (select coalesce(sum(by_component.amount), 0) from by_component) as right_side
    from ledger_total
    union all
    select
        'ledger = sum by month' as identity,
        ledger_total.amount as left_side,
        (select coalesce(sum(by_month.amount), 0) from by_month) as right_side
    from ledger_total
    union all
    select
        'ledger = sum of the sectors on the overview' as identity,
        ledger_total.amount as left_side,
        (select coalesce(sum(sector_overview.dissatisfaction_cost), 0) from sector_overview) as right_side
    from ledger_total
    union all
    select 'ledger = lines of cost before sharing' as identity, ledger_total.amount as left_side, (
        select coalesce(sum(cost_line.amount), 0)
        from cost_line join counted_complaint as complaint on complaint.complaint_id = cost_line.complaint_id
    ) + (
        select coalesce(sum(complaint.amount), 0) from line_without_complaint as complaint
    ) as right_side
    from ledger_total
    union all
    select 'shares of every complaint = 10,000' as identity, (
        select count(*) * 10000 from complaints
    ) as left_side, (
        select coalesce(sum(causing_share.basis_points), 0)
        from causing_share join complaints on complaints.complaint_id = causing_share.complaint_id
    ) as right_side
    from ledger_total
    union all
    select 'complaints whose shares are not 10,000 = 0' as identity, (
        select count(*) from (
            select causing_share.complaint_id
            from causing_share group by causing_share.complaint_id having sum(causing_share.basis_points) <> 10000
        ) as upload
    ) as left_side, 0 as right_side
    from ledger_total
    union all
    select 'stored complaints = in the ledger + named as costless' as identity, (
        select count(*) from complaints
    ) as left_side, (
        select count(distinct ledger.complaint_id) from ledger
    ) + (
        select count(*) from costless_complaint as complaint
    ) as right_side
    from ledger_total
    union all
    select 'rows read = rows stored + rows rejected' as identity, (
        select coalesce(sum(uploads.rows_read), 0) from uploads
    ) as left_side, (
        select coalesce(sum(uploads.rows_stored + uploads.rows_quarantined), 0) from uploads
    ) as right_side
    from ledger_total
    union all
    select 'customers who ended before they started = 0' as identity, (
        select count(*) from customers where customers.ended_on < customers.started_on
    ) as left_side, 0 as right_side
    from ledger_total
    union all
    select 'complaints closed before they were opened = 0' as identity, (
        select count(*) from complaints where complaints.closed_on < complaints.opened_on
    ) as left_side, 0 as right_side
    from ledger_total
    union all
    select 'complaints whose agreed shares exceed 1 = 0' as identity, (
        select count(*) from (
            select complaint_shares.complaint_id
            from complaint_shares group by complaint_shares.complaint_id having sum(complaint_shares.share) > 1
        ) as upload
    ) as left_side, 0 as right_side
    from ledger_total
    union all
    select 'amounts without an exchange rate = 0' as identity, (
        select count(*) from without_rate
    ) as left_side, 0 as right_side
    from ledger_total
    union all
    select
        concat(booked_total.component, ' in the ledger = stored with the complaints') as identity,
        booked_total.ledger_amount as left_side,
        booked_total.stored_amount as right_side
    from booked_total
    union all
    select
        concat(
            'control total of ',
            comparison.dataset,
            '.',
            comparison.column_name,
            case when comparison.currency = '' then '' else concat(' in ', comparison.currency) end
        ) as identity,
        comparison.control_amount as left_side,
        comparison.stored_amount as right_side
    from control_comparison as comparison
    union all
    select
        'customers at the start + new − left = at the end' as identity,
        customer_flow.at_start + customer_flow.started - customer_flow.ended as left_side,
        customer_flow.at_end as right_side
    from customer_flow
    union all
    select
        'left after a complaint = as comparable customers + avoidable' as identity,
        cast(round(churn_balance.complained_left, 6) as decimal(38, 6)) as left_side,
        cast(round(churn_balance.as_comparable + churn_balance.avoidable, 6) as decimal(38, 6)) as right_side
    from churn_balance
    union all
    select spend_identity.identity, spend_identity.left_side, spend_identity.right_side
    from spend_identity
    union all
    select quality_identity.identity, quality_identity.left_side, quality_identity.right_side
    from quality_identity
)
select
    side.identity,
    side.left_side = side.right_side as holds,
    cast(side.left_side as decimal(38, 6)) as left_side,
    cast(side.right_side as decimal(38, 6)) as right_side,
    cast(side.left_side - side.right_side as decimal(38, 6)) as difference
from side
