"""Disputes of findings: opened, answered, undone, made again from the list of changes, refused, and logged."""

import shutil

import pytest

from data.access import audit
from data.access.actor import Actor, act_as
from data.disputes import answer_dispute, listed, open_dispute
from data.problems import Problem
from data.store import Store
from models.engine.engine import Engine
from models.engine.selection import Selection

AUDITS = (
    "audit_id,criterion,date,sector,impact,result,disputed,upheld\n"
    "A-1,answer,2026-03-02,Billing,high,fail,no,\n"
    "A-2,answer,2026-03-02,Billing,high,fail,yes,\n"
    "A-3,answer,2026-03-02,Billing,high,fail,yes,yes\n"
    "A-4,answer,2026-03-02,Billing,high,pass,no,\n"
)


def refused(action, *arguments) -> str:
    with pytest.raises(Problem) as problem:
        action(*arguments)
    return problem.value.code


def shares(store) -> list[float]:
    """The scorecard of Billing: as found, as it holds, and if all open disputes were upheld."""
    where = {"sector": "Billing", "family": "all"}
    row = Engine(store.connection).read("scorecard", store.version, Selection(where=where)).iloc[0]
    return [row.high_as_found, row.high_impact_accuracy, row.high_if_upheld]


def test_a_finding_is_disputed_answered_and_undone(store, put):
    put("audits", AUDITS)
    # A-4 is right: 1 of 4; A-3 was upheld: 2 of 4; A-2 is open: 3 of 4 if it were upheld
    assert shares(store) == [0.25, 0.5, 0.75]
    assert open_dispute(store, "A-1", "answer", "The customer had asked for it.") == 2
    assert shares(store) == [0.25, 0.5, 1]
    answer_dispute(store, "A-1", "answer", True, "The order says so.")
    assert shares(store) == [0.25, 0.75, 1]
    held = listed(store)[0]
    assert (held["outcome"], held["reason"], held["reply"]) == (
        "upheld",
        "The customer had asked for it.",
        "The order says so.",
    )
    store.undo_change(3)
    assert listed(store)[0]["outcome"] == "open" and shares(store) == [0.25, 0.5, 1]
    store.undo_change(2)
    assert listed(store) == [] and shares(store) == [0.25, 0.5, 0.75]


def test_what_came_disputed_with_the_audits_is_answered_here(store, put):
    put("audits", AUDITS)
    answer_dispute(store, "A-2", "answer", False, "The promise was written down.")
    assert shares(store) == [0.25, 0.5, 0.5]
    # whoever was not upheld may say more
    open_dispute(store, "A-2", "answer", "It was written down a day later.")
    assert shares(store) == [0.25, 0.5, 0.75]


def test_what_cannot_be_disputed_is_refused_and_changes_nothing(store, put):
    put("audits", AUDITS)
    assert refused(open_dispute, store, "A-4", "answer", "why") == "NOT_A_FINDING"
    assert refused(open_dispute, store, "A-9", "answer", "why") == "NOT_A_FINDING"
    assert refused(open_dispute, store, "A-3", "answer", "why") == "DISPUTE_THERE"
    assert refused(open_dispute, store, "A-1", "answer", " \u200b ") == "DISPUTE_TEXT"
    assert refused(open_dispute, store, "A-1", "answer", "x" * 501) == "DISPUTE_TEXT"
    assert refused(answer_dispute, store, "A-1", "answer", True, "why") == "DISPUTE_NOT_OPEN"
    assert refused(answer_dispute, store, "A-3", "answer", True, "why") == "DISPUTE_NOT_OPEN"
    with act_as(Actor("somebody", "facilitator")):
        assert refused(open_dispute, store, "A-1", "answer", "why") == "NOT_ALLOWED"
    assert store.version == 1
    open_dispute(store, "A-1", "answer", "why")
    assert refused(open_dispute, store, "A-1", "answer", "why") == "DISPUTE_THERE"


def test_disputes_are_in_the_log_and_made_again_after_a_loss(store, put, tmp_path):
    put("audits", AUDITS)
    with act_as(Actor("somebody", "finance")):
        open_dispute(store, "A-1", "answer", "why")
        answer_dispute(store, "A-1", "answer", False, "because")
    with store.cursor() as cursor:
        said = [(one["by"], one["action"], one["on"], one["detail"]["outcome"]) for one in audit.events(cursor)[-2:]]
    assert said == [
        ("somebody", "dispute", "A-1 · answer", "open"),
        ("somebody", "dispute", "A-1 · answer", "not_upheld"),
    ]
    before = listed(store)
    store.close()
    for file in ("originals", "originals.jsonl"):
        source, target = store.home / file, tmp_path / "again" / file
        target.parent.mkdir(exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copy)(source, target)
    again = Store(tmp_path / "again")
    assert listed(again) == before and len(before) == 1
    again.connection.close()
