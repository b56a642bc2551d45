"""Changes that are no import taken back: what they had changed stands as before, as one more version."""

import pytest

from data.access import audit
from data.problems import Problem
from data.sectors.changes import change_sectors, sector_changes
from data.store import Store
from data.undo.import_undo import would_undo
from models.comparison import periods
from models.comparison.effect import cost_effect
from models.engine.engine import Engine

ROWS = "complaint_id,opened_on,sector,compensation\nC1,2026-03-15,Billing,10\nC2,2026-03-31,Delivery,20\n"
FIELDS = ("value", "low", "high", "source")


def held(store, name: str) -> tuple:
    """An assumption as it holds now, and whether it is the house's own."""
    row = next(row for row in Engine(store.connection).assumptions(store.version) if row["name"] == name)
    return (*(row[field] for field in FIELDS), row["yours"])


def refused(store, version: int) -> tuple:
    with pytest.raises(Problem) as problem:
        store.undo_change(version)
    return problem.value.code, problem.value.fields


def test_an_assumption_gets_back_its_value_range_and_source(store):
    before = held(store, "hourly_cost")
    store.assume({"hourly_cost": {"value": "30", "low": "25", "high": "35", "source": "payroll"}})
    store.assume({"hourly_cost": {"value": "40", "low": "38", "high": "42", "source": "a guess"}})
    assert store.undo_change(2) == 3
    assert held(store, "hourly_cost") == ("30", "25", "35", "payroll", True)
    assert store.undo_change(1) == 4  # version 2 builds on it, but does not count any more
    assert held(store, "hourly_cost") == before and not before[-1]
    assert [row["value"] for row in Engine(store.connection).assumptions(2) if row["name"] == "hourly_cost"] == ["40"]


def test_a_change_others_build_on_is_refused_with_the_one_to_take_back_first(store):
    store.assume({"hourly_cost": {"value": "30"}, "horizon_months": {"value": "24"}})
    store.assume({"discount_rate": {"value": "0.2"}})
    store.assume({"horizon_months": {"value": "12"}})
    assert refused(store, 1) == ("CHANGED_LATER", {"version": 1, "later": 3})
    assert store.version == 3 and held(store, "hourly_cost")[0] == "30"
    assert store.undo_change(2) == 4
    assert refused(store, 2) == ("CHANGE_UNDONE_BEFORE", {"version": 2})


def test_the_books_say_what_they_said_before_or_nothing(store, put):
    put("complaints", ROWS)
    store.control("complaints", "2026-03", "compensation", "31")
    store.control("complaints", "2026-03", "compensation", "33.50")
    store.undo_change(3)
    assert [(row["amount"], row["version"]) for row in store.controls()] == [(31, 4)]
    store.undo_change(2)
    assert store.controls() == []


def test_a_closed_month_is_open_again_until_it_was_opened(store, put):
    put("complaints", ROWS)
    numbers = periods.month_numbers(Engine(store.connection), 1, "2026-03")
    store.close_month("2026-03", numbers)
    store.undo_change(2)
    assert store.closed_months() == []
    store.close_month("2026-03", numbers)
    store.reopen_month("2026-03")
    assert refused(store, 4) == ("CHANGED_LATER", {"version": 4, "later": 5})


def test_sectors_are_as_before_unless_a_later_change_speaks_of_the_new_name(store, put):
    put("complaints", ROWS)
    change_sectors(store, "renamed", ["Billing"], ["Invoicing"])
    change_sectors(store, "renamed", ["Invoicing"], ["Accounts"])
    assert refused(store, 2) == ("CHANGED_LATER", {"version": 2, "later": 3})
    store.undo_change(3)
    store.undo_change(2)
    assert store.rows("complaints")["sector"].tolist() == ["Billing", "Delivery"]
    with store.cursor() as cursor:
        assert [change["undone"] for change in sector_changes(cursor)] == [True, True]


def test_what_it_would_do_is_shown_by_doing_it_and_letting_go(store, put):
    # 60 minutes at 30 an hour are 30; without the assumption handling costs nothing: 60 less 30
    put("complaints", "complaint_id,opened_on,sector,handled_by,handling_minutes\nC1,2026-03-15,Billing,Billing,60\n")
    store.assume({"hourly_cost": {"value": "30"}, "as_of": {"value": "2026-03-31"}})
    engine = Engine(store.connection)
    found = would_undo(store, 2, lambda cursor, version: cost_effect(engine, cursor, version - 1, version))
    assert found["changes"]["hourly_cost"] == {"old": "30", "new": None}
    assert found["effect"]["change"] == -30
    assert store.version == 2 and held(store, "hourly_cost")[0] == "30"


def test_an_import_and_an_undo_are_not_taken_back_by_their_number(store, put):
    put("complaints", ROWS)
    store.assume({"hourly_cost": {"value": "30"}})
    store.undo_change(2)
    assert [refused(store, version)[0] for version in (1, 3, 99)] == ["CHANGE_NOT_UNDOABLE"] * 3


def test_it_is_in_the_history_and_the_log_and_made_again_from_the_notes(store, put, tmp_path):
    store.assume({"hourly_cost": {"value": "30"}})
    store.undo_change(1)
    last = store.changes()[-1]
    assert (last["kind"], last["detail"]["undoes"], last["detail"]["of"]) == ("undo_change", 1, "assumption")
    assert last["detail"]["changes"] == {"hourly_cost": {"old": "30", "new": None}}
    with store.cursor() as cursor:
        event = audit.events(cursor)[-1]
    assert (event["action"], event["detail"]["undoes"], event["detail"]["version"]) == ("undo", 1, 2)
    store.close()
    (tmp_path / "home" / "ledger.duckdb").unlink()
    again = Store(tmp_path / "home")
    assert again.version == 2 and held(again, "hourly_cost")[0] == "" and again.changes()[-1]["kind"] == "undo_change"
    again.close()
