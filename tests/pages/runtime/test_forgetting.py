"""What the pages remember of the data is forgotten in one place, when they were exchanged or somebody was erased."""

import re

import pytest
import streamlit

from pages.parts.runtime import services
from pages.parts.runtime.derived_cache import derived, forget
from pages.parts.runtime.work import background
from pages.parts.view import figure_cache
from pages.parts.view.selection.filters import Choice

# What outlives an exchange of the data: the open store, who is there, what works, who signed in.
NOT_OF_THE_DATA = {"derived_cache.py"}


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """An empty home of the pages."""
    monkeypatch.setenv("LEDGER_HOME", str(tmp_path / "home"))
    streamlit.cache_resource.clear()
    yield
    services.services().store.close()
    streamlit.cache_resource.clear()


def test_the_filters_offer_no_name_of_the_data_before():
    # while a version is not worked out, the filters offer what the last one offered: not after an erasure or a restore
    figure_cache._latest_choice(str(services.services().home))["choice"] = Choice(sectors=("Erased Ltd",))
    assert figure_cache.choice_at(0).sectors == ("Erased Ltd",)
    forget()
    assert figure_cache.choice_at(0) == Choice()


def test_what_is_derived_is_made_again():
    made = []
    remembered = derived()(lambda: made.append(1))
    remembered(), remembered(), forget(), remembered()
    assert made == [1, 1]


def test_work_done_on_the_data_before_is_not_handed_out():
    work = background.begin(("weighing", 1, "a number"), lambda tell: "of the data before")
    work.thread.join()
    forget()
    assert background.known(("weighing", 1, "a number")) is None


def test_whatever_comes_from_the_data_is_forgotten_there():
    parts = sorted((services.ROOT / "pages").rglob("*.py"))
    resources = {part.name for part in parts if re.search(r"cache_resource", part.read_text(encoding="utf-8"))}
    assert resources == NOT_OF_THE_DATA
