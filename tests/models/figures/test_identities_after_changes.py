"""Every identity is worked out again after each kind of change, and one that does not hold names both its sides."""

from datetime import date

import pytest

from data.import_options import Options
from data.imports.pipeline import import_file
from data.imports.quarantine import listed
from data.repairs.repair import repair_rows
from data.sectors.changes import change_sectors
from data.store import Store
from models.comparison import periods
from models.engine.engine import Engine
from models.engine.selection import Selection

CUSTOMERS = "customer_id,started_on,ended_on,monthly_margin\nk1,2024-01-01,,10\nk2,2024-01-01,2025-02-20,12.5\n"
COMPLAINTS = "complaint_id,opened_on,customer_id,sector,handled_by,handling_minutes,compensation\n"


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A store with some rows of each kind, its engine, and a function that imports text."""
    folder = tmp_path_factory.mktemp("identities")
    store = Store(folder / "home")

    def put(dataset: str, text: str) -> dict:
        file = folder / f"{dataset}.csv"
        file.write_text(text, encoding="utf-8")
        return import_file(store, dataset, file, Options())

    put("sectors", "sector,hourly_cost\nKitchen,30\nSales,40\n")
    put("customers", CUSTOMERS)
    rows = (
        "c1,2025-01-10,k1,Kitchen,Sales,33,10.10\n"
        "c2,2025-02-10,k2,Sales,Sales,7,3\n"
        "c3,2025-02-28,k3,Sales,,,99\n"
        "c4,2025-02-28,k1,Sales,,,abc\n"
    )
    put("complaints", COMPLAINTS + rows)
    yield store, Engine(store.connection), put
    store.connection.close()


def failing(engine: Engine, version: int) -> list[str]:
    rows = engine.read("reconciliation", version)
    assert len(rows) > 20
    return [row.identity for row in rows.itertuples() if not row.holds]


def test_every_identity_holds_after_each_kind_of_change(house):
    store, engine, put = house

    def fixed() -> None:
        with store.cursor() as cursor:
            aside = next(row for row in listed(cursor) if row["column"] == "compensation")
        repair_rows(store, aside["import_id"], [{"row": aside["row"], "compensation": "5.55"}])

    changes = {
        "corrected": lambda: put(
            "complaints", COMPLAINTS + "c1,2025-01-10,k1,Kitchen,Sales,50,12\nc5,2025-02-11,k2,Kitchen,Sales,5,1\n"
        ),
        "repaired": fixed,
        "released": lambda: put("customers", "customer_id,started_on\nk3,2024-05-01\n"),
        "undone": lambda: store.undo(store.imports()[3]["import_id"]),
        "assumed": lambda: store.assume({"effect_months": {"value": "1"}}),
        "closed": lambda: store.close_month("2025-01", periods.month_numbers(engine, store.version, "2025-01")),
        "sectors changed": lambda: change_sectors(store, "merged", ["Kitchen"], ["Sales"], date(2025, 2, 1)),
    }
    for name, change in changes.items():
        change()
        assert failing(engine, store.version) == [], name


def test_rows_changed_behind_the_back_of_the_store_are_found(house):
    store, engine, _ = house
    version = store.assume({"effect_months": {"value": "2"}})
    store.connection.cursor().execute(
        "update raw_complaints set compensation = compensation + 1000 where complaint_id = 'c2' and to_version is null"
    )
    row = engine.read("reconciliation", version, Selection(where={"holds": False})).iloc[0]
    # 1,000 more stand in the rows than the upload brought
    assert row.identity == "control total of complaints.compensation" and abs(row.difference) == 1000
