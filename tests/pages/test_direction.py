"""Names written from right to left: they keep their place in sentences, lists, charts and reports."""

import pytest
from markupsafe import Markup

from pages.parts.charts.base import voice
from pages.parts.i18n.direction import in_a_row, own_direction
from pages.parts.i18n.formats import Formats
from pages.parts.i18n.language import say
from pages.parts.reports.glyphs import drawable

SALES, STORE = "מכירות", "مخزن 2"
ALONE = "\u2068{}\u2069"  # the first letter decides which way the text between the signs is written


@pytest.mark.parametrize("name", [SALES, STORE, "🚚 " + SALES, "3 " + STORE, "a\u202eb", "Sales " + SALES])
def test_a_name_that_turns_stands_apart_in_a_sentence(name):
    assert say("en", "report.title_sector", sector=name) == f"{ALONE.format(name)}: statement of the sector"


@pytest.mark.parametrize("name", ["Sales", "São 1 (€)", "🚚", "", "Łódź\u200d", "日本"])
def test_any_other_name_is_as_it_was(name):
    assert own_direction(name) == name


def test_a_link_stays_one():
    told = say("en", "report.title_sector", sector=Markup(f"<b>{SALES}</b>"))
    assert isinstance(told, Markup) and f"<b>{SALES}</b>" in told


def test_lists_keep_their_order():
    # as one text both names would be one run, the second to the left of the first
    assert Formats("en").listing([SALES, "Post", STORE]) == f"{ALONE.format(SALES)}, Post and {ALONE.format(STORE)}"
    assert in_a_row((SALES, "", "Nov 2025")) == f"{ALONE.format(SALES)} · Nov 2025"
    assert voice(None, SALES, "1,200")["said"] == f"{ALONE.format(SALES)}, 1,200"


def test_what_stands_apart_is_not_set_apart_again():
    listed = Formats("en").listing([SALES, STORE])
    assert own_direction(listed) == listed and in_a_row((listed, "1")) == f"{listed} · 1"


def test_paper_keeps_the_signs():
    assert drawable(f"{ALONE.format(SALES)}: 7") == f"{ALONE.format(SALES)}: 7"


def test_a_sign_that_nothing_ends_reaches_no_further():
    assert own_direction("\u2068abc") == "abc"
    assert own_direction("אב\u2069 x") == "\u2068אב x\u2069"
    assert own_direction("a \u2068אב\u2069 b") == "a \u2068אב\u2069 b"
