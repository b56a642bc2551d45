-- title:   Links of the chain
-- meaning: Which sector serves which; the outside customer is written customer.
-- grain:   one row per supplier and receiver
-- source:  chain_links
select
    coalesce(d.sector, s.sector, r.supplier) as supplier,
    coalesce(e.sector, t.sector, r.receiver) as receiver,
    r.process,
    r.import_id,
    r.source_row
from raw_chain_links as r
cross join assumption as a
left join sector_spelling as s on s.sector_key = r.supplier
left join sector_spelling as t on t.sector_key = r.receiver
-- a link has no day: it speaks of today
left join sector_moved as d on d.sector_key = r.supplier and d.to_day = date '9999-12-31'
left join sector_moved as e on e.sector_key = r.receiver and e.to_day = date '9999-12-31'
where r.from_version <= a.version and (r.to_version is null or r.to_version > a.version)
