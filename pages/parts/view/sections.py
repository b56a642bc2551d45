"""Sections that stand folded under the question they answer; what is in them is read only when they are opened."""

from collections.abc import Callable

from pages.parts.ui.steps import step_of_visitor
from pages.parts.ui.url_state import fold
from pages.parts.view.view_cache import drawn


def folded_section(view, name: str, figure: str, draw: Callable, *arguments: object, label: str = "") -> None:
    """Draw a folded section about a figure, for who may read it; draw(view, *arguments) fills it when it is opened.

    Its question is the sentence section.<name>, unless it has a label.
    """
    if not view.can_read(figure):
        return
    step_of_visitor(view, _folded, name, label or view.words(f"section.{name}"), draw, arguments)


def _folded(view, name: str, label: str, draw: Callable, arguments: tuple) -> None:
    fold(label, f"section_{name}", lambda: drawn(view, f"section_{name}", draw, *arguments))
