-- title:   Events of two versions
-- meaning: Every event with what it cost in the earlier version and costs in this one, and what happened to it in between.
-- grain:   one row per event, causing sector, month, segment and category
-- units:   complaints_before, complaints_after = share of the complaint; amounts = reporting currency; projected_lines = rows of the ledger; month = first day
-- formula: corrected: in both, but with other rows of its own or shared otherwise; taken_away: in the earlier one only; added: in this one only, though its file and its day belong to the earlier one (put in after it had been set aside); came_in: new; same: in both, unchanged
-- source:  version_event, earlier_event, sector_spelling
-- limits:  sectors renamed in between are followed; a row of cost without a complaint is corrected where rows of the same sector and month went; what rests on assumptions only is never a correction
-- key:     event, sector, month, segment, category
-- kept:    no
-- untraced: a step between the ledger and the bridge
with side as (
    select
        e.event, e.family, coalesce(k.sector, e.sector) as sector, e.month, e.segment, e.category, e.is_other, e.is_row, e.own_rows as rows_before, cast(null as varchar) as rows_after, cast(null as integer) as brought, cast(null as date) as opened_on,
        e.complaints as complaints_before, cast(0 as decimal(18, 4)) as complaints_after, e.amount as amount_before, cast(0 as decimal(38, 6)) as amount_after, e.churn_amount as churn_before, cast(0 as decimal(38, 6)) as churn_after, e.projected_lines
    from earlier_event as e
    left join sector_spelling as k on k.sector_key = e.sector_key
    union all
    select
        e.event, e.family, e.sector, e.month, e.segment, e.category, e.is_other, e.is_row, cast(null as varchar) as rows_before, e.own_rows as rows_after, e.brought, e.opened_on,
        cast(0 as decimal(18, 4)) as complaints_before, e.complaints as complaints_after, cast(0 as decimal(38, 6)) as amount_before, e.amount as amount_after, cast(0 as decimal(38, 6)) as churn_before, e.churn_amount as churn_after, e.projected_lines
    from version_event as e
),
known as (
    select max(e.version) as version, max(e.as_of) as as_of
    from earlier_event as e
),
shared as (
    select s.event, s.is_other, s.sector, sum(s.complaints_before) <> sum(s.complaints_after) as is_moved
    from side as s
    group by s.event, s.is_other, s.sector
),
moved as (
    select h.event, h.is_other
    from shared as h
    where h.is_moved
    group by h.event, h.is_other
),
seen as (
    select s.event, s.family, s.is_other, max(s.rows_before) as rows_before, max(s.rows_after) as rows_after, min(case when s.is_row then 1 else 0 end) as is_row, max(s.brought) as brought, max(s.opened_on) as opened_on
    from side as s
    group by s.event, s.family, s.is_other
),
lost as (
    select n.family
    from seen as n
    where n.is_other and n.is_row = 1 and n.rows_after is null
    group by n.family
),
judged as (
    select
        n.event,
        n.is_other,
        case
            when n.is_row = 0 then 'same'
            when n.rows_after is null then 'taken_away'
            when n.rows_before is null and n.is_other and l.family is not null then 'corrected'
            when n.rows_before is null and not n.is_other and n.brought <= k.version and n.opened_on <= k.as_of then 'added'
            when n.rows_before is null then 'came_in'
            when n.rows_before <> n.rows_after or (m.event is not null and not n.is_other) then 'corrected'
            else 'same'
        end as what
    from seen as n
    cross join known as k
    left join moved as m on m.event = n.event and m.is_other = n.is_other
    left join lost as l on l.family = n.family
)
select
    s.event,
    s.sector,
    s.month,
    s.segment,
    s.category,
    s.is_other,
    j.what,
    sum(s.complaints_before) as complaints_before,
    sum(s.complaints_after) as complaints_after,
    cast(sum(s.amount_before) as decimal(38, 6)) as amount_before,
    cast(sum(s.amount_after) as decimal(38, 6)) as amount_after,
    cast(sum(s.churn_before) as decimal(38, 6)) as churn_before,
    cast(sum(s.churn_after) as decimal(38, 6)) as churn_after,
    cast(sum(s.projected_lines) as integer) as projected_lines
from side as s
join judged as j on j.event = s.event and j.is_other = s.is_other
group by s.event, s.sector, s.month, s.segment, s.category, s.is_other, j.what
