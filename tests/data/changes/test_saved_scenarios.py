"""Named scenarios: saved as a change, undone, made again from the list of changes, and refused in a sentence."""

import shutil

import pytest

from data.problems import Problem
from data.store import Store
from models.engine.engine import Engine

LEVERS = [{"lever": "fewer_complaints", "percent": "10"}]
MORE = [*LEVERS, {"lever": "shorter_handling", "percent": "5"}]
ROWS = "complaint_id,opened_on,sector,compensation\nC1,2026-03-15,Billing,10\n"


def refused(action, *arguments, **fields) -> str:
    with pytest.raises(Problem) as problem:
        action(*arguments, **fields)
    return problem.value.code


def test_a_scenario_is_saved_changed_deleted_and_brought_back(store):
    assert store.save_scenario("Two-hour slots", LEVERS, description="as agreed", seen={"version": "0"}) == 1
    store.save_scenario("Two-hour slots", MORE)
    store.delete_scenario("Two-hour slots")
    assert store.scenarios() == []
    assert store.undo_change(3) == 4
    assert store.scenario("Two-hour slots")["levers"] == MORE
    store.undo_change(2)
    kept = store.scenario("Two-hour slots")
    assert (kept["levers"], kept["description"], kept["seen"]) == (LEVERS, "as agreed", {"version": "0"})
    store.undo_change(1)
    assert store.scenarios() == []


def test_what_cannot_be_saved_changes_nothing(store):
    store.save_scenario("A", LEVERS)
    assert refused(store.save_scenario, "A", MORE, is_new=True) == "SCENARIO_THERE"
    assert refused(store.save_scenario, " \u200b ", MORE) == "SCENARIO_NAME"
    assert refused(store.save_scenario, "x" * 81, MORE) == "SCENARIO_NAME"
    assert refused(store.delete_scenario, "B") == refused(store.scenario, "B") == "SCENARIO_NOT_THERE"
    assert store.version == 1 and store.scenario("A")["levers"] == LEVERS


def test_a_lost_database_gets_its_scenarios_again(store, put, tmp_path):
    put("complaints", ROWS)
    store.save_scenario("A", LEVERS, description="d", seen={"cost": "1"})
    store.save_scenario("B", MORE)
    store.delete_scenario("B")
    store.undo_change(4)
    before = store.scenarios()
    store.close()
    for file in ("originals", "originals.jsonl"):
        source, target = store.home / file, tmp_path / "again" / file
        target.parent.mkdir(exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copy)(source, target)
    again = Store(tmp_path / "again")
    assert again.scenarios() == before and len(before) == 2
    again.connection.close()


def test_saving_a_scenario_leaves_the_figures_as_they_are_built(store, put):
    put("complaints", ROWS)
    engine = Engine(store.connection)
    names = ["cost_by_component"]
    built = engine.build(1, names=names)
    store.save_scenario("A", LEVERS)
    store.undo_change(2)
    assert engine.is_built(store.version, names=names) and engine.build(store.version, names=names) == built
    store.assume({"horizon_months": {"value": "24"}})
    assert not engine.is_built(store.version, names=names) and engine.data_version(store.version) == 4
