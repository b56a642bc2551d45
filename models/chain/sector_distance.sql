-- title:   Distance from the customer
-- meaning: How many hands a sector's work passes through before it reaches the outside customer.
-- grain:   one row per sector
-- units:   distance = links; 1 serves the customer itself, empty when no chain leads there
-- formula: shortest path over the links, up to 32
-- source:  chain_links, sectors
-- limits:  describes the chain; it never weighs a cost
-- key:     sector
-- lineage: link_source, sector
with within_1 as (
    select distinct chain_links.supplier, chain_links.receiver, 1 as distance
    from chain_links
    where chain_links.supplier <> chain_links.receiver and chain_links.supplier <> 'customer'
),
within_2 as (
    select path.supplier, path.receiver, min(path.distance) as distance
    from (
        select within_1.supplier, within_1.receiver, within_1.distance
        from within_1
        union all
        select first_within.supplier, then_within.receiver, first_within.distance + then_within.distance as distance
        from within_1 as first_within
        join within_1 as then_within on then_within.supplier = first_within.receiver
    ) as path
    group by path.supplier, path.receiver
),
within_4 as (
    select path.supplier, path.receiver, min(path.distance) as distance
    from (
        select within_2.supplier, within_2.receiver, within_2.distance
        from within_2
        union all
        select first_within.supplier, then_within.receiver, first_within.distance + then_within.distance as distance
        from within_2 as first_within
        join within_2 as then_within on then_within.supplier = first_within.receiver
    ) as path
    group by path.supplier, path.receiver
),
within_8 as (
    select path.supplier, path.receiver, min(path.distance) as distance
    from (
        select within_4.supplier, within_4.receiver, within_4.distance
        from within_4
        union all
        select first_within.supplier, then_within.receiver, first_within.distance + then_within.distance as distance
        from within_4 as first_within
        join within_4 as then_within on then_within.supplier = first_within.receiver
    ) as path
    group by path.supplier, path.receiver
),
within_16 as (
    select path.supplier, path.receiver, min(path.distance) as distance
    from (
        select within_8.supplier, within_8.receiver, within_8.distance
        from within_8
        union all
        select first_within.supplier, then_within.receiver, first_within.distance + then_within.distance as distance
        from within_8 as first_within
        join within_8 as then_within on then_within.supplier = first_within.receiver
    ) as path
    group by path.supplier, path.receiver
),
within_32 as (
    select path.supplier, path.receiver, min(path.distance) as distance
    from (
        select within_16.supplier, within_16.receiver, within_16.distance
        from within_16
        union all
        select first_within.supplier, then_within.receiver, first_within.distance + then_within.distance as distance
        from within_16 as first_within
        join within_16 as then_within on then_within.supplier = first_within.receiver
    ) as path
    group by path.supplier, path.receiver
),
known as (
    select sectors.sector from sectors
    union
    select chain_links.supplier as sector from chain_links
    union
    select chain_links.receiver as sector from chain_links
)
select known.sector, within_32.distance
from known
left join within_32 on within_32.supplier = known.sector and within_32.receiver = 'customer'
where known.sector <> 'customer'
