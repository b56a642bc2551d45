-- title:   Distance from the customer
-- meaning: How many hands a sector's work passes through before it reaches the outside customer.
-- grain:   one row per sector
-- units:   distance = links; 1 serves the customer itself, empty when no chain leads there
-- formula: shortest path over the links, up to 32
-- source:  chain_links, sectors
-- limits:  describes the chain; it never weighs a cost
-- key:     sector
-- trace:   link_source, sector
with within_1 as (
    select distinct l.supplier, l.receiver, 1 as distance
    from chain_links as l
    where l.supplier <> l.receiver and l.supplier <> 'customer'
),
within_2 as (
    select p.supplier, p.receiver, min(p.distance) as distance
    from (
        select w.supplier, w.receiver, w.distance
        from within_1 as w
        union all
        select f.supplier, t.receiver, f.distance + t.distance as distance
        from within_1 as f
        join within_1 as t on t.supplier = f.receiver
    ) as p
    group by p.supplier, p.receiver
),
within_4 as (
    select p.supplier, p.receiver, min(p.distance) as distance
    from (
        select w.supplier, w.receiver, w.distance
        from within_2 as w
        union all
        select f.supplier, t.receiver, f.distance + t.distance as distance
        from within_2 as f
        join within_2 as t on t.supplier = f.receiver
    ) as p
    group by p.supplier, p.receiver
),
within_8 as (
    select p.supplier, p.receiver, min(p.distance) as distance
    from (
        select w.supplier, w.receiver, w.distance
        from within_4 as w
        union all
        select f.supplier, t.receiver, f.distance + t.distance as distance
        from within_4 as f
        join within_4 as t on t.supplier = f.receiver
    ) as p
    group by p.supplier, p.receiver
),
within_16 as (
    select p.supplier, p.receiver, min(p.distance) as distance
    from (
        select w.supplier, w.receiver, w.distance
        from within_8 as w
        union all
        select f.supplier, t.receiver, f.distance + t.distance as distance
        from within_8 as f
        join within_8 as t on t.supplier = f.receiver
    ) as p
    group by p.supplier, p.receiver
),
within_32 as (
    select p.supplier, p.receiver, min(p.distance) as distance
    from (
        select w.supplier, w.receiver, w.distance
        from within_16 as w
        union all
        select f.supplier, t.receiver, f.distance + t.distance as distance
        from within_16 as f
        join within_16 as t on t.supplier = f.receiver
    ) as p
    group by p.supplier, p.receiver
),
known as (
    select s.sector from sectors as s
    union
    select l.supplier as sector from chain_links as l
    union
    select l.receiver as sector from chain_links as l
)
select k.sector, w.distance
from known as k
left join within_32 as w on w.supplier = k.sector and w.receiver = 'customer'
where k.sector <> 'customer'
