"""Actions: saved as a change, done, undone, made again from the list of changes, noted, and refused in a sentence."""

import shutil
from datetime import date

import pytest

from data.access import audit, directory
from data.problems import Problem
from data.store import Store
from models.engine.engine import Engine

LEVER = {"lever": "fewer_complaints", "sector": "Billing", "percent": "10"}
SAID = {"amount": "120", "low": "80", "high": "150", "version": "1"}


def held(store) -> list[tuple]:
    return [(one["number"], one["owner"], one["done_on"]) for one in store.actions.held()]


def test_an_action_is_made_done_deleted_and_brought_back(store):
    assert store.actions.create(LEVER, " Head  of Billing", "2026-06-30", SAID, "Slots") == {"number": 1, "version": 1}
    (made,) = store.actions.held()
    assert (made["lever"], made["expected"], made["scenario"]) == (LEVER, SAID, "Slots")
    assert (made["owner"], made["due_on"], made["done_on"]) == ("Head of Billing", date(2026, 6, 30), None)
    store.actions.done(1, "2026-05-01")
    store.actions.delete(1)
    assert held(store) == []
    store.undo_change(3)
    assert held(store) == [(1, "Head of Billing", date(2026, 5, 1))]
    store.undo_change(2)
    assert held(store) == [(1, "Head of Billing", None)]
    store.undo_change(1)
    assert held(store) == []
    assert store.actions.create(LEVER, "Billing", "2026-06-30", SAID)["number"] == 2  # no number is given twice
    with store.cursor() as cursor:
        assert [(one["action"], one["on"]) for one in audit.events(cursor)][:3] == [("action", "1")] * 3


def test_what_cannot_be_changes_nothing(store):
    directory.set_role(store, "Ana", "admin")
    refused = {
        ("", "2026-06-30"): "ACTION_OWNER",
        ("x" * 81, "2026-06-30"): "ACTION_OWNER",
        ("ana@example.com", "2026-06-30"): "ACTION_PERSON",
        ("Ana", "2026-06-30"): "ACTION_PERSON",
        ("Billing", "30.6.2026"): "ACTION_DAY",
        ("Billing", "0001-01-01"): "ACTION_DAY",
    }
    for (owner, day), code in refused.items():
        with pytest.raises(Problem) as problem:
            store.actions.create(LEVER, owner, day, SAID)
        assert problem.value.code == code
    for change in (lambda: store.actions.done(7, "2026-01-01"), lambda: store.actions.delete(7)):
        with pytest.raises(Problem) as problem:
            change()
        assert problem.value.code == "ACTION_NOT_THERE"
    assert store.version == 0 and held(store) == []


def test_a_lost_database_gets_its_actions_again(store, tmp_path):
    store.actions.create(LEVER, "Billing", "2026-06-30", SAID, "Slots")
    store.actions.create(LEVER, "Delivery", "2026-07-31", {})
    store.actions.done(1, "2026-06-01")
    store.actions.delete(2)
    before = store.actions.held()
    store.close()
    target = tmp_path / "again"
    target.mkdir()
    shutil.copy(store.home / "originals.jsonl", target)
    again = Store(target)
    assert again.actions.held() == before and len(before) == 1
    again.connection.close()


def test_an_action_leaves_the_figures_as_they_are_built(store, put):
    put("complaints", "complaint_id,opened_on,sector,compensation\nC1,2026-03-15,Billing,10\n")
    engine = Engine(store.connection)
    store.actions.create(LEVER, "Billing", "2026-06-30", SAID)
    store.undo_change(2)
    assert engine.data_version(3) == engine.data_version(2) == 1
