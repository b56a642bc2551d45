-- title:   Source rows of the distance
-- meaning: The uploaded links by which each sector is nearest to the customer; follow the receiver for the rest of the
--          way.
-- grain:   one row per link
-- units:   amount = 1 for each link
-- formula: links to a receiver one link nearer to the customer, or to the customer itself
-- source:  chain_links, sector_distance
-- limits:  links that lead away from the customer, or nowhere, are not in it
-- key:     sector, receiver
-- materialized: no
-- lineage: link_source, sector
select
    chain_links.supplier as sector,
    chain_links.receiver,
    'chain_links' as dataset,
    chain_links.import_id,
    chain_links.source_row,
    1 as amount
from chain_links
join sector_distance as supplier_distance on supplier_distance.sector = chain_links.supplier
left join sector_distance as receiver_distance on receiver_distance.sector = chain_links.receiver
where chain_links.receiver = 'customer' or receiver_distance.distance + 1 = supplier_distance.distance
