-- title:   Source rows of the distance
-- meaning: The uploaded links by which each sector is nearest to the customer; follow the receiver for the rest of the way.
-- grain:   one row per link
-- units:   amount = 1 for each link
-- formula: links to a receiver one link nearer to the customer, or to the customer itself
-- source:  chain_links, sector_distance
-- limits:  links that lead away from the customer, or nowhere, are not in it
-- key:     sector, receiver
-- kept:    no
-- trace:   link_source, sector
select
    l.supplier as sector,
    l.receiver,
    'chain_links' as dataset,
    l.import_id,
    l.source_row,
    1 as amount
from chain_links as l
join sector_distance as s on s.sector = l.supplier
left join sector_distance as r on r.sector = l.receiver
where l.receiver = 'customer' or r.distance + 1 = s.distance
