-- title:   Identities
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
    select coalesce(sum(g.amount), 0) as amount from ledger as g
),
by_sector as (
    select c.caused_by, sum(c.amount) as amount from ledger_cube as c group by c.caused_by
),
by_payer as (
    select c.incurred_by, sum(c.amount) as amount from ledger_cube as c group by c.incurred_by
),
by_component as (
    select c.component, c.evidence, sum(c.amount) as amount from cost_by_sector as c group by c.component, c.evidence
),
by_month as (
    select c.month, sum(c.amount) as amount from ledger_cube as c group by c.month
),
side as (
    select 'ledger = sum by causing sector' as identity, t.amount as left_side, (select coalesce(sum(s.amount), 0) from by_sector as s) as right_side
    from ledger_total as t
    union all
    select 'ledger = sum by paying sector' as identity, t.amount as left_side, (select coalesce(sum(s.amount), 0) from by_payer as s) as right_side
    from ledger_total as t
    union all
    select 'ledger = sum by component' as identity, t.amount as left_side, (select coalesce(sum(s.amount), 0) from by_component as s) as right_side
    from ledger_total as t
    union all
    select 'ledger = sum by month' as identity, t.amount as left_side, (select coalesce(sum(s.amount), 0) from by_month as s) as right_side
    from ledger_total as t
    union all
    select 'ledger = sum of the sectors on the overview' as identity, t.amount as left_side, (select coalesce(sum(s.dissatisfaction_cost), 0) from sector_overview as s) as right_side
    from ledger_total as t
    union all
    select 'ledger = lines of cost before sharing' as identity, t.amount as left_side, (
        select coalesce(sum(l.amount), 0) from cost_line as l join counted_complaint as c on c.complaint_id = l.complaint_id
    ) + (
        select coalesce(sum(l.amount), 0) from line_without_complaint as l
    ) as right_side
    from ledger_total as t
    union all
    select 'shares of every complaint = 10,000' as identity, (
        select count(*) * 10000 from complaints as c
    ) as left_side, (
        select coalesce(sum(s.basis_points), 0) from causing_share as s join complaints as c on c.complaint_id = s.complaint_id
    ) as right_side
    from ledger_total as t
    union all
    select 'complaints whose shares are not 10,000 = 0' as identity, (
        select count(*) from (
            select s.complaint_id from causing_share as s group by s.complaint_id having sum(s.basis_points) <> 10000
        ) as u
    ) as left_side, 0 as right_side
    from ledger_total as t
    union all
    select 'stored complaints = in the ledger + named as costless' as identity, (
        select count(*) from complaints as c
    ) as left_side, (
        select count(distinct g.complaint_id) from ledger as g
    ) + (
        select count(*) from costless_complaint as c
    ) as right_side
    from ledger_total as t
    union all
    select 'rows read = rows stored + rows set aside' as identity, (
        select coalesce(sum(u.rows_read), 0) from uploads as u
    ) as left_side, (
        select coalesce(sum(u.rows_stored + u.rows_quarantined), 0) from uploads as u
    ) as right_side
    from ledger_total as t
    union all
    select 'amounts without an exchange rate = 0' as identity, (
        select count(*) from without_rate as w
    ) as left_side, 0 as right_side
    from ledger_total as t
    union all
    select concat(b.component, ' in the ledger = stored with the complaints') as identity, b.ledger_amount as left_side, b.stored_amount as right_side
    from booked_total as b
    union all
    select concat('control total of ', b.dataset, '.', b.column_name, case when b.currency = '' then '' else concat(' in ', b.currency) end) as identity, b.control_amount as left_side, b.stored_amount as right_side
    from control_comparison as b
    union all
    select 'customers at the start + new − left = at the end' as identity, f.at_start + f.started - f.ended as left_side, f.at_end as right_side
    from customer_flow as f
    union all
    select 'left after a complaint = as comparable customers + avoidable' as identity, cast(round(c.complained_left, 6) as decimal(38, 6)) as left_side, cast(round(c.as_comparable + c.avoidable, 6) as decimal(38, 6)) as right_side
    from churn_balance as c
    union all
    select i.identity, i.left_side, i.right_side
    from quality_identity as i
)
select
    s.identity,
    s.left_side = s.right_side as holds,
    cast(s.left_side as decimal(38, 6)) as left_side,
    cast(s.right_side as decimal(38, 6)) as right_side,
    cast(s.left_side - s.right_side as decimal(38, 6)) as difference
from side as s
