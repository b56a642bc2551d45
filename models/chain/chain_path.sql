-- title:   Ways along the chain
-- meaning: From every sector to every one its work reaches, how many hands it passes through.
-- grain:   one row per sector that delivers and one its work reaches (customer among them)
-- units:   distance = links; 1 is served directly
-- formula: shortest path over the links, up to 32
-- source:  chain_links
-- limits:  a link to itself, and what the customer hands in, are no way
-- key:     supplier, receiver
-- untraced: a step between the links and the distance; the links stand behind sector_distance
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
)
select
    within_32.supplier,
    within_32.receiver,
    within_32.distance
from within_32
where within_32.receiver <> within_32.supplier
