-- title:   Events of two versions
-- meaning: Every event with what it cost in the earlier version and costs in this one, and what happened to it in
--          between.
-- grain:   one row per event, causing sector, month, segment and category
-- units:   complaints_before, complaints_after = share of the complaint; amounts = reporting currency; projected_lines
--          = rows of the ledger; month = first day
-- formula: corrected: in both, but with other rows of its own or shared otherwise; taken_away: in the earlier one only;
--          added: in this one only, though its file and its day belong to the earlier one (put in after it had been set
--          aside); came_in: new; same: in both, unchanged
-- source:  version_event, earlier_event, sector_spelling
-- limits:  sectors renamed in between are followed; a row of cost without a complaint is corrected where rows of the
--          same sector and month went; what rests on assumptions only is never a correction
-- key:     event, sector, month, segment, category
-- materialized: no
-- untraced: a step between the ledger and the bridge
with side as (
    select
        earlier_event.event,
        earlier_event.family,
        coalesce(sector_spelling.sector, earlier_event.sector) as sector,
        earlier_event.month,
        earlier_event.segment,
        earlier_event.category,
        earlier_event.is_other,
        earlier_event.is_row,
        earlier_event.own_rows as rows_before,
        cast(null as varchar) as rows_after,
        cast(null as integer) as brought,
        cast(null as date) as opened_on,
        earlier_event.complaints as complaints_before,
        cast(0 as decimal(18, 4)) as complaints_after,
        earlier_event.amount as amount_before,
        cast(0 as decimal(38, 6)) as amount_after,
        earlier_event.churn_amount as churn_before,
        cast(0 as decimal(38, 6)) as churn_after,
        earlier_event.projected_lines
    from earlier_event
    left join sector_spelling on sector_spelling.sector_key = earlier_event.sector_key
    union all
    select
        version_event.event,
        version_event.family,
        version_event.sector,
        version_event.month,
        version_event.segment,
        version_event.category,
        version_event.is_other,
        version_event.is_row,
        cast(null as varchar) as rows_before,
        version_event.own_rows as rows_after,
        version_event.brought,
        version_event.opened_on,
        cast(0 as decimal(18, 4)) as complaints_before,
        version_event.complaints as complaints_after,
        cast(0 as decimal(38, 6)) as amount_before,
        version_event.amount as amount_after,
        cast(0 as decimal(38, 6)) as churn_before,
        version_event.churn_amount as churn_after,
        version_event.projected_lines
    from version_event
),
known as (
    select max(earlier_event.version) as version, max(earlier_event.as_of) as as_of
    from earlier_event
),
shared as (
    select
        side.event,
        side.is_other,
        side.sector,
        sum(side.complaints_before) <> sum(side.complaints_after) as is_moved
    from side
    group by side.event, side.is_other, side.sector
),
moved as (
    select shared.event, shared.is_other
    from shared
    where shared.is_moved
    group by shared.event, shared.is_other
),
seen as (
    select
        side.event,
        side.family,
        side.is_other,
        max(side.rows_before) as rows_before,
        max(side.rows_after) as rows_after,
        min(case when side.is_row then 1 else 0 end) as is_row,
        max(side.brought) as brought,
        max(side.opened_on) as opened_on
    from side
    group by side.event, side.family, side.is_other
),
lost as (
    select seen.family
    from seen
    where seen.is_other and seen.is_row = 1 and seen.rows_after is null
    group by seen.family
),
judged as (
    select
        seen.event,
        seen.is_other,
        case
            when seen.is_row = 0 then 'same'
            when seen.rows_after is null then 'taken_away'
            when seen.rows_before is null and seen.is_other and lost.family is not null then 'corrected'
            when seen.rows_before is null
                and not seen.is_other
                and seen.brought <= known.version
                and seen.opened_on <= known.as_of
                then 'added'
            when seen.rows_before is null then 'came_in'
            when seen.rows_before <> seen.rows_after or (moved.event is not null and not seen.is_other) then 'corrected'
            else 'same'
        end as what
    from seen
    cross join known
    left join moved on moved.event = seen.event and moved.is_other = seen.is_other
    left join lost on lost.family = seen.family
)
select
    side.event,
    side.sector,
    side.month,
    side.segment,
    side.category,
    side.is_other,
    judged.what,
    sum(side.complaints_before) as complaints_before,
    sum(side.complaints_after) as complaints_after,
    cast(sum(side.amount_before) as decimal(38, 6)) as amount_before,
    cast(sum(side.amount_after) as decimal(38, 6)) as amount_after,
    cast(sum(side.churn_before) as decimal(38, 6)) as churn_before,
    cast(sum(side.churn_after) as decimal(38, 6)) as churn_after,
    cast(sum(side.projected_lines) as integer) as projected_lines
from side
join judged on judged.event = side.event and judged.is_other = side.is_other
group by side.event, side.sector, side.month, side.segment, side.category, side.is_other, judged.what
