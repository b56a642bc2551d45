"""Sections that stand folded under the question they answer; what is in them is read only when they are opened."""

from collections.abc import Callable

from pages.parts.ui.steps import step_of_visitor
from pages.parts.ui.url_state import expander
from pages.parts.view import read
from pages.parts.view.view_cache import drawn

SHOWS = {
    "kinds": "excess_by",
    "change": "change_bridge",
    "capacity": "capacity_use",
    "quality": "cost_of_quality",
    "cohorts": "cohort_retention",
    "tenure": "margin_by_tenure",
    "buyers": "repeat_buyers",
    "fitted": "retention_extended",
    "lag": "acquisition_by_lag",
    "cash": "customer_cash_flow",
    "identities": "reconciliation",
}  # the figure each section is about


def folded_section(view, name: str, draw: Callable, *arguments: object, label: str = "") -> None:
    """Draw a folded section; draw(view, *arguments) fills it when it is opened.

    Its question is the sentence section.<name>, unless it has a label.
    """
    if not read.tells(view, SHOWS.get(name, name)):
        return
    step_of_visitor(view, _folded, name, label or view.words(f"section.{name}"), draw, arguments)


def _folded(view, name: str, label: str, draw: Callable, arguments: tuple) -> None:
    with expander(label, f"section_{name}") as section:
        if section.open:
            drawn(view, f"section_{name}", draw, *arguments)
