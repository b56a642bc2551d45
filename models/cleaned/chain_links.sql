-- title:   Links of the chain
-- meaning: Which sector serves which; the outside customer is written customer.
-- grain:   one row per supplier and receiver
-- source:  chain_links
select
    coalesce(supplier_moved.sector, supplier_spelling.sector, raw_chain_links.supplier) as supplier,
    coalesce(receiver_moved.sector, receiver_spelling.sector, raw_chain_links.receiver) as receiver,
    raw_chain_links.process,
    raw_chain_links.import_id,
    raw_chain_links.source_row
from raw_chain_links
cross join assumption
left join sector_spelling as supplier_spelling on supplier_spelling.sector_key = raw_chain_links.supplier
left join sector_spelling as receiver_spelling on receiver_spelling.sector_key = raw_chain_links.receiver
-- a link has no day: it speaks of today
left
join sector_moved as supplier_moved
    on supplier_moved.sector_key = raw_chain_links.supplier and supplier_moved.to_day = date '9999-12-31'
left
join sector_moved as receiver_moved
    on receiver_moved.sector_key = raw_chain_links.receiver and receiver_moved.to_day = date '9999-12-31'
where raw_chain_links.from_version <= assumption.version
    and (raw_chain_links.to_version is null or raw_chain_links.to_version > assumption.version)
