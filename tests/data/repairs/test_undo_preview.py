"""What an undo would do is said before it is done, and nothing of it is kept."""

import pytest

from data.import_options import Options
from data.imports.pipeline import import_file
from data.store import Store
from data.undo.import_undo import CannotUndo, preview_undo

JANUARY = "complaint_id,opened_on,compensation\nC1,2026-01-05,10.00\nC2,2026-01-06,20.00\n"
CORRECTED = "complaint_id,opened_on,compensation\nC2,2026-01-06,25.00\nC3,2026-01-07,5.00\nC4,soon,1.00\n"


@pytest.fixture
def store(tmp_path):
    held = Store(tmp_path / "home")
    for name, text in (("january.csv", JANUARY), ("corrected.csv", CORRECTED)):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        assert import_file(held, "complaints", path, Options())["status"] == "stored"
    return held


def test_it_says_what_ends_and_what_comes_back(store):
    # the second file brought C2 (corrected) and C3, and set C4 aside: two rows end, C2 of January comes back
    said = preview_undo(store, "i2", watch=lambda cursor, version: version)
    assert said == {"dataset": "complaints", "file": "corrected.csv", "rows": 2, "returned": 1, "aside": 1, "effect": 3}


def test_nothing_of_it_is_kept(store):
    before = (store.version, store.imports(), store.quarantine(), store.counts())
    preview_undo(store, "i2")
    assert (store.version, store.imports(), store.quarantine(), store.counts()) == before


def test_an_import_nobody_made_cannot_be_taken_back(store):
    with pytest.raises(CannotUndo):
        preview_undo(store, "i9")
    assert store.undo("i2")["rows"] == 2
