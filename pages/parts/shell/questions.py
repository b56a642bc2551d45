"""The questions somebody comes with, and where each is answered: a page, or a part of one."""

from collections.abc import Iterator

from models.acquisition.next_amount import AMOUNT
from pages.parts.access.pages import may_open
from pages.parts.i18n.formats import Unit
from pages.parts.ui.url_state import OPEN
from pages.parts.value_chain.worth import WORTH

ASKED = ("first", "what_if", "pays_back", "decision", "achieved")  # each answered at the head of the scenarios
SECTIONS = {
    "overview": ("change",),
    "dissatisfaction": ("kinds", "closing", "promise", "satisfied", "capacity", "quality"),
    "loyalty": ("leaving", "cohorts", "tenure", "buyers", "fitted"),
    "win_or_keep": ("contacts", "spend", "lag", "cash"),
    "value_chain": ("times", "hand_overs", "returned", "situations", "hour_worth"),
}  # each named by its question


def questions(view) -> Iterator[tuple[str, str, tuple[tuple[str, str], ...]]]:
    """Return each question in words, the page that answers it, and what opens the answer there."""
    if may_open("scenarios"):
        yield from ((view.words(f"question.{name}"), "scenarios", ()) for name in ASKED)
    for page, names in SECTIONS.items():
        if may_open(page):
            yield from ((view.words(f"section.{name}"), page, ((OPEN, f"section_{name}"),)) for name in names)
    if may_open("value_chain"):
        yield view.words("question.hour"), "value_chain", ((OPEN, WORTH),)
    if may_open("win_or_keep"):
        amount = view.formats.money(AMOUNT, unit=Unit(1, "", 0))
        yield view.words("next.section", amount=amount), "win_or_keep", ((OPEN, "section_next"),)
