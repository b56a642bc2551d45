-- title:   What is passed on along the links
-- meaning: For every link, what starts in the sector that delivers, or passes through it, and so travels on towards the
--          customer.
-- grain:   one row per link
-- units:   supplier_distance, receiver_distance = links to the customer (0 is the customer); complaints = Σ of shares;
--          amount = reporting currency
-- formula: amount, complaints = what starts in the supplier + what passes through it, where the receiver is one link
--          nearer to the customer
-- source:  chain_links, chain_sector
-- limits:  counts whole on each of several ways, so the links do not add up; empty for a link that leads no nearer to
--          the customer
-- key:     supplier, receiver
-- lineage: link_source, supplier = sector, receiver
with known as (
    select chain_sector.sector, chain_sector.distance
    from chain_sector
    union all
    select 'customer' as sector, 0 as distance
)
select
    chain_links.supplier,
    chain_links.receiver,
    max(chain_links.process) as process,
    max(chain_sector.distance) as supplier_distance,
    max(known_receiver.distance) as receiver_distance,
    max(
        case
            when known_receiver.distance + 1 = chain_sector.distance
                then chain_sector.complaints + chain_sector.complaints_through
        end
    ) as complaints,
    max(
        case
            when known_receiver.distance + 1 = chain_sector.distance
                then chain_sector.amount + chain_sector.amount_through
        end
    ) as amount
from chain_links
left join chain_sector on chain_sector.sector = chain_links.supplier
left join known as known_receiver on known_receiver.sector = chain_links.receiver
where chain_links.supplier <> chain_links.receiver
group by chain_links.supplier, chain_links.receiver
