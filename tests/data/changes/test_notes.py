"""Notes: written, listed, removed by whoever may, kept as plain text,
and left out where they speak of other sectors."""

import pytest

from data.access import audit
from data.access.actor import Actor, act_as
from data.problems import Problem
from data.sharing import notes
from data.store import Store

ANN, BOB = Actor("ann", "viewer"), Actor("bob", "viewer")
ADMIN, SCOPED = Actor("root", "admin"), Actor("eve", "viewer", ("Kitchen",))


@pytest.fixture
def store(tmp_path):
    found = Store(tmp_path / "home")
    yield found
    found.close()


def _all(store, **of) -> list[dict]:
    with store.cursor() as cursor:
        return notes.notes(cursor, **of)


def _put(store, actor: Actor, text: str, **of) -> str:
    with act_as(actor):
        return notes.put(store, of.pop("kind", "page"), of.pop("label", "Overview"), "./?from=2025-01", text, **of)


def test_a_note_is_kept_as_it_was_written(store):
    text = "<script>alert(1)</script> ![x](http://example.org/a.png) =1+1"
    note_id = _put(store, ANN, f"  {text}\u202e\x00 \n second line ")
    (found,) = _all(store)
    of = {"note_id": note_id, "on_kind": "page", "label": "Overview", "link": "./?from=2025-01", "written_by": "ann"}
    assert {name: found[name] for name in of} == of
    assert found["text"] == f"{text}\nsecond line"


def test_a_note_is_removed_by_its_author_or_an_admin(store):
    mine, theirs = _put(store, ANN, "mine"), _put(store, BOB, "theirs")
    with act_as(ANN), pytest.raises(Problem) as refused:
        notes.remove(store, theirs)
    assert refused.value.code == "NOT_ALLOWED"
    with act_as(ANN):
        notes.remove(store, mine)
    with act_as(ADMIN):
        notes.remove(store, theirs)
    assert _all(store) == []
    with act_as(ADMIN), pytest.raises(Problem) as gone:
        notes.remove(store, theirs)
    assert gone.value.code == "NOTE_NOT_THERE"
    with store.cursor() as cursor:
        assert [(one["by"], one["action"]) for one in audit.events(cursor)] == [
            ("ann", "note"),
            ("bob", "note"),
            ("ann", "note-remove"),
            ("root", "note-remove"),
        ]
        assert audit.is_intact(cursor)


@pytest.mark.parametrize(
    ("text", "of", "code"),
    [
        ("", {}, "NOTE_EMPTY"),
        (" \u200b\n ", {}, "NOTE_EMPTY"),
        ("x" * 501, {}, "NOTE_LONG"),
        ("x", {"kind": "cell"}, "NOTE_PLACE"),
        ("x", {"label": ""}, "NOTE_PLACE"),
        ("x", {"label": "x" * 2001}, "NOTE_PLACE"),
        ("x", {"label": "two\nlines"}, "NOTE_PLACE"),
    ],
)
def test_what_is_no_note_is_refused(store, text, of, code):
    with pytest.raises(Problem) as refused:
        _put(store, ANN, text, **of)
    assert refused.value.code == code
    assert _all(store) == []


def test_nobody_without_a_role_writes(store):
    with pytest.raises(Problem):
        _put(store, Actor("", ""), "x")


def test_notes_keep_to_the_sectors_one_may_see(store):
    _put(store, ANN, "of all")
    _put(store, ANN, "of the office", sectors=("Office",))
    _put(store, ANN, "of both", sectors=("Office", "Kitchen"))
    _put(store, ANN, "of the kitchen", sectors=("Kitchen",))
    assert [note["text"] for note in _all(store, seen=("Kitchen",))] == ["of the kitchen"]
    assert len(_all(store)) == 4
    for sectors in ((), ("Office",), ("Kitchen", "Office")):
        with pytest.raises(Problem):
            _put(store, SCOPED, "of others", sectors=sectors)
    _put(store, SCOPED, "ours", sectors=("Kitchen",))
    assert len(_all(store, seen=("Kitchen",))) == 2
