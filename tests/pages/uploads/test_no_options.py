"""What a page says of a file: it is answered by clicks there, so no sentence tells of options of the command line."""

from types import SimpleNamespace

import pytest

from data.languages import LANGUAGES, texts
from pages.parts.data.upload.remembered import remembered_words
from pages.parts.i18n.formats import Formats
from pages.parts.i18n.language import has
from pages.parts.view.selection.filters import Filters
from pages.parts.view.view import View

OPTIONS = ("--set ", "--map ", "--json")
# asked for with a form, and of a file on the server that no page reads
ELSEWHERE = {"MISSING_COLUMN", "TABLES_SETTING"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_with_an_option_has_one_for_the_page(language):
    told = {code for code, said in texts("problems", language).items() if any(one in said for one in OPTIONS)}
    assert "FREE_TEXT" in told
    assert [code for code in sorted(told - ELSEWHERE) if not has(language, f"ask.{code.lower()}")] == []


@pytest.mark.parametrize(
    "said, told",
    [
        ("opened_on.order=day-first", "Opened: day first"),
        ("resolved.means.Solved=yes", "Resolved: Solved: It means yes"),
        ("compensation.missing=?", "Refund: ? means unknown"),
        ("closed_on.active=open", "The status: not ended yet"),
        ("only.Status=Delivered", "Status: Only: Delivered"),
        ("keep=last-by:Updated", "The latest by “Updated”"),
    ],
)
def test_what_was_answered_before_is_said_without_names_of_settings(said, told):
    view = View(1, Filters(None, None, (), (), "en"), SimpleNamespace(), Formats("en"))
    names = {"opened_on": "Opened", "resolved": "Resolved", "compensation": "Refund"}
    assert remembered_words(view, names, said) == told
