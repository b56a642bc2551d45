"""New customers by segment are told of a block of months in which no segment has from one to four of them."""

import duckdb
import pytest

from models.disclosure.people_counts import PeopleCounts

LEDGER = (
    "complaint_id varchar, customer_id varchar, month date, segment varchar, category varchar, component varchar, "
    "evidence varchar, incurred_by varchar, caused_by varchar, projected boolean, amount decimal(38, 6)"
)
# January 6 + 2 of two segments, February 6 + 3 and March 2: from February on 6 + 5
STARTED = (("01", "Homes", 6), ("01", "Shops", 2), ("02", "Homes", 6), ("02", "Shops", 3), ("03", "Shops", 2))


@pytest.fixture
def counts():
    cursor = duckdb.connect()
    for table in ("ledger", "counted_complaint"):
        cursor.execute(f"create table {table} ({LEDGER})")
    cursor.execute("create table causing_share (complaint_id varchar, caused_by varchar)")
    cursor.execute("create table new_customer (month date, channel varchar, segment varchar, starts integer)")
    cursor.executemany(
        "insert into new_customer values (?, 'Shop', ?, ?)",
        [(f"2025-{month}-01", segment, count) for month, segment, count in STARTED],
    )
    months = ["2025-01", "2025-02", "2025-03"]
    found = PeopleCounts(cursor, months, 5, {"sector": None, "segment": None})
    found.cut([("2025-01", "2025-01"), ("2025-02", "2025-03")], {"sector": (), "segment": ()})
    return found


def test_a_block_with_a_segment_of_two_tells_no_mix(counts):
    assert counts.small_mixes() == {0}


def test_each_block_has_its_own_new_customers(counts):
    assert counts.starts() == {0: {"": {"Shop": 8}}, 1: {"": {"Shop": 11}}}
