-- title:   Links of the chain
-- meaning: Which sector serves which, as imported and as changed on the page since; the outside customer is written
--          customer.
-- grain:   one row per supplier and receiver
-- source:  chain_links
with stated as (
    select
        raw_chain_links.supplier,
        raw_chain_links.receiver,
        raw_chain_links.process,
        raw_chain_links.import_id,
        raw_chain_links.source_row,
        raw_chain_links.from_version,
        raw_chain_links.to_version,
        false as is_edit,
        false as is_removed
    from raw_chain_links
    union all
    select
        link_edit.supplier,
        link_edit.receiver,
        link_edit.process,
        cast(null as varchar) as import_id,
        cast(null as bigint) as source_row,
        link_edit.from_version,
        link_edit.to_version,
        true as is_edit,
        link_edit.is_removed
    from link_edit
),
named as (
    select
        coalesce(supplier_moved.sector, supplier_spelling.sector, stated.supplier) as supplier,
        coalesce(receiver_moved.sector, receiver_spelling.sector, stated.receiver) as receiver,
        stated.process,
        stated.import_id,
        stated.source_row,
        stated.from_version,
        stated.is_edit,
        stated.is_removed
    from stated
    cross join assumption
    left join sector_spelling as supplier_spelling on supplier_spelling.sector_key = stated.supplier
    left join sector_spelling as receiver_spelling on receiver_spelling.sector_key = stated.receiver
    -- a link has no day: it speaks of today
    left
    join sector_moved as supplier_moved
        on supplier_moved.sector_key = stated.supplier and supplier_moved.to_day = date '9999-12-31'
    left
    join sector_moved as receiver_moved
        on receiver_moved.sector_key = stated.receiver and receiver_moved.to_day = date '9999-12-31'
    where stated.from_version <= assumption.version
        and (stated.to_version is null or stated.to_version > assumption.version)
)
select
    named.supplier,
    named.receiver,
    named.process,
    named.import_id,
    named.source_row
from named
-- of a file and a change of one link the later one counts
where not named.is_removed
    and not exists (
        select 1 from named as later_named
        where later_named.supplier = named.supplier
            and later_named.receiver = named.receiver
            and later_named.is_edit <> named.is_edit
            and later_named.from_version > named.from_version
    )
