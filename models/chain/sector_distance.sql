-- title:   Distance from the customer
-- meaning: How many hands a sector's work passes through before it reaches the outside customer.
-- grain:   one row per sector
-- units:   distance = links; 1 serves the customer itself, empty when no chain leads there
-- formula: shortest path over the links, up to 32
-- source:  chain_path, chain_links, sectors
-- limits:  describes the chain; it never weighs a cost
-- key:     sector
-- lineage: link_source, sector
with known as (
    select sectors.sector from sectors
    union
    select chain_links.supplier as sector from chain_links
    union
    select chain_links.receiver as sector from chain_links
)
select known.sector, chain_path.distance
from known
left join chain_path on chain_path.supplier = known.sector and chain_path.receiver = 'customer'
where known.sector <> 'customer'
