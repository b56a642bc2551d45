-- title:   Self-service on the customer journey
-- meaning: How many of the complaints, and of the contacts to win and to keep customers, come through channels where
--          customers help themselves.
-- grain:   one row per origin (complaints, contacts) and kind (stage of the way, or purpose; and all)
-- units:   stated, self_service = complaints or contacts; share = 0 to 1; place = number
-- formula: stated = those that state a channel; self_service = those whose channel self_service_channels names; share =
--          self_service / stated
-- source:  self_service_line, assumption self_service_channels
-- limits:  share is empty for an origin of which no channel at all is named so: whether there is none, or it has
--          another name, is not known; whether customers were helped there is not told; what solves itself without a
--          complaint or contact stands in no list
-- key:     origin, place, kind
-- materialized: no
-- lineage: self_service_line, origin, kind
-- column_lineage: self_service: self_service_line, origin, kind, part = "self";
--                 share: self_service_line, origin, kind, part = "self"
with cell as (
    select self_service_line.origin, self_service_line.kind, self_service_line.part
    from self_service_line
    union all
    select self_service_line.origin, 'all' as kind, self_service_line.part
    from self_service_line
),
counted as (
    select
        cell.origin,
        cell.kind,
        count(*) as stated,
        count(*) filter (where cell.part = 'self') as self_service
    from cell
    group by cell.origin, cell.kind
)
select
    counted.origin,
    counted.kind,
    counted.stated,
    counted.self_service,
    case
        when max(counted.self_service) over (partition by counted.origin) > 0
            then counted.self_service / cast(counted.stated as double)
    end as share,
    case when counted.kind = 'all' then 2 else 1 end as place
from counted
