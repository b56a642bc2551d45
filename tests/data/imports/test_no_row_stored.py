"""Rows set aside bring no sectors: a file of which no row can be stored leaves its rows only, until one comes in."""

from data.sectors.matching import known_sectors

CUSTOMERS = "customer_id,started_on\nc1,2025-01-01\n"
STRANGERS = (
    "complaint_id,opened_on,customer_id,sector,compensation\n"
    "K1,2026-01-05,x1,North Desk,10\nK2,2026-01-06,x2,South,20\n"
)


def names(store) -> set[str]:
    """The sectors that are known, without the ones every home has."""
    with store.cursor() as cursor:
        return {name for name in known_sectors(cursor).values() if not name.startswith("(")}


def test_rows_set_aside_bring_no_sectors(store, put):
    put("customers", CUSTOMERS)
    answer = put("complaints", STRANGERS)
    assert (answer["rows"]["stored"], answer["rows"]["quarantined"]) == (0, 2)  # both customers are unknown
    assert answer["new_sectors"] == [] and names(store) == set()


def test_only_sectors_of_rows_that_are_stored_are_new(store, put):
    put("customers", CUSTOMERS)
    assert put("complaints", STRANGERS.replace("x2", "c1"))["new_sectors"] == ["South"]
    assert names(store) == {"South"}


def test_a_row_that_comes_in_later_brings_its_sector_as_its_file_spelled_it(store, put):
    put("customers", CUSTOMERS)
    put("complaints", STRANGERS)
    brought = put("customers", "customer_id,started_on\nx1,2025-01-01\n")
    assert names(store) == {"North Desk"}  # K1 came in, K2 still waits
    store.undo(brought["import_id"])
    assert names(store) == set()
