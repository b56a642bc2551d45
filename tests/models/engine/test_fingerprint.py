"""What identifies the calculation changes with a number's way, and not with a file's place or its words."""

import shutil

import pytest

from models.engine.definitions.catalogue import ROOT, Catalogue


@pytest.fixture
def figures(tmp_path):
    """A copy of the folders with figures that may be moved about."""
    copy = tmp_path / "models"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def one(figures, name):
    return next(figures.rglob(name))


def test_moving_a_figure_revises_nothing(figures):
    other = figures / "elsewhere"
    other.mkdir()
    shutil.move(one(figures, "compensation.sql"), other / "compensation.sql")
    assert Catalogue(figures).hash == Catalogue().hash


def test_moving_python_with_what_it_calls_revises_nothing(figures):
    folder = one(figures, "shapley.py").parent
    folder.rename(figures / "moved")
    edit(one(figures, "case_share.py"), f"models.{folder.name}", "models.moved")
    assert Catalogue(figures).hash == Catalogue().hash


def test_words_layout_and_comments_revise_nothing(figures):
    edit(one(figures, "compensation.sql"), "-- limits:", "-- limits:  said more plainly;")
    edit(one(figures, "compensation.sql"), "\nselect\n", "\nselect  \n\n-- a comment\n")
    assert Catalogue(figures).hash == Catalogue().hash


@pytest.mark.parametrize(
    "file, old, new",
    [
        ("ledger.sql", "10000", "1000"),
        ("ledger.sql", "-- filters: month", "-- filters: no_month"),
        ("ledger.sql", "'(no complaint)'", "'(no  complaint)'"),
        ("shapley.py", "def ", "X = 1\n\n\ndef "),
        ("case_share.py", "def figure", "X = 1\n\n\ndef figure"),
    ],
)
def test_another_calculation_is_told(figures, file, old, new):
    edit(one(figures, file), old, new)
    assert Catalogue(figures).hash != Catalogue().hash
