"""One search over pages, questions, numbers, sectors, definitions and assumptions: a dialog that Ctrl-K or / opens.

Every find is a link.
"""

from dataclasses import dataclass

import streamlit as st

from models.assumptions import known
from pages.parts.access.pages import FIRST, PAGES, may_open
from pages.parts.explain.figure_index import NAMED, matches
from pages.parts.i18n import figure_texts, model_texts
from pages.parts.i18n.language import has, say
from pages.parts.runtime.services import services
from pages.parts.shell.questions import questions
from pages.parts.ui import html
from pages.parts.ui.html import escape
from pages.parts.ui.number_links import ASKED as ASKED_NUMBER
from pages.parts.ui.number_links import CELL, selected_number, with_filters

ASKED = "search_asked"
SHOWN = 6  # of each kind
KINDS = ("pages", "questions", "numbers", "sectors", "figures", "assumptions")
# figure, column and what chooses its row: the numbers that have a name of their own in a meeting
NUMBERS = (
    ("overview_total", "dissatisfaction_cost", ""),
    ("overview_total", "loyalty_at_stake", ""),
    ("overview_total", "loyalty_lost", ""),
    ("overview_total", "customers_lost", ""),
    ("overview_total", "cac", ""),
    ("overview_total", "keeping_cost_per_customer_year", ""),
    ("win_or_keep", "win_to_keep", "sector=all"),
    ("win_or_keep", "replacement_cost", "sector=all"),
    ("win_or_keep", "break_even_spend", "sector=all"),
    ("customer_value", "total_value", "segment=all"),
)
# The dialog takes the focus itself, and what is typed then goes nowhere, or is a key of Streamlit's own.
_FOCUS = """export default function () {
  let tries = 40
  const look = () => {
    const field = document.querySelector('.st-key-sought input')
    if (field) field.focus()
    if (document.activeElement !== field && tries--) setTimeout(look, 50)
  }
  look()
}"""
# What is typed into a field stays there.
_SLASH = """export default function () {
  const pressed = (event) => {
    const is_typed = event.target.closest('input, textarea, select, [contenteditable=true], [role=dialog]')
    const button = document.querySelector('.st-key-search button')
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || is_typed || !button) return
    event.preventDefault()
    button.click()
  }
  document.addEventListener('keydown', pressed)
  document.body.dataset.slash = 'ready'
  return () => document.removeEventListener('keydown', pressed)
}"""
_OPENER = st.components.v2.component("search_opener", html="<span>\n</span>", js=_SLASH, isolate_styles=False)
_FOCUSED = st.components.v2.component("focused_field", html="<span>\n</span>", js=_FOCUS, isolate_styles=False)


@dataclass(frozen=True)
class Find:
    """Something that can be found: its name, what it is found by beside that, and where it leads."""

    name: str
    page: str
    parameters: tuple[tuple[str, str], ...] = ()
    also: str = ""


def search_button(language: str) -> None:
    """Draw the button that opens the search, with its shortcut."""
    st.button(say(language, "search.button"), key="search", shortcut="Ctrl+K", on_click=_ask)
    with st.container(key="defs_opener"):
        _OPENER(key="search_opener")


def search_dialog(view) -> None:
    """Draw the search when it was asked for and no number is being explained: there is one dialog at a time."""
    if st.session_state.pop(ASKED, False) and not selected_number():
        st.dialog(view.words("search.title"), width="medium")(lambda: _body(view))()


def _ask() -> None:
    st.session_state[ASKED] = True


def _body(view) -> None:
    sought = st.text_input(view.words("search.label"), key="sought", live=True, placeholder=view.words("search.hint"))
    with st.container(key="defs_focus"):
        _FOCUSED(key="focused_field")
    found = {kind: finds for kind in KINDS if (finds := finds_of(view, kind, sought or ""))}
    html.render("".join(_list(view, kind, finds) for kind, finds in found.items()))
    if not found:
        html.footnote(view.words("search.none", sought=sought.strip()))


def finds_of(view, kind: str, sought: str) -> list[Find]:
    """Return what is found of a kind, first by its name, a few of them; with nothing sought the pages alone."""
    if not sought.strip():
        return list(_ALL["pages"](view)) if kind == "pages" else []
    found = [one for one in _ALL[kind](view) if matches(f"{one.name} {one.also}", sought)]
    return sorted(found, key=lambda one: not matches(one.name, sought))[:SHOWN]


def _pages(view) -> list[Find]:
    return [Find(view.words(f"nav.{page.name}"), page.name) for page in PAGES if may_open(page.name)]


def _questions(view) -> list[Find]:
    return [Find(*one) for one in questions(view)] if view.choice.version else []


def _numbers(view) -> list[Find]:
    """Each as it stands on the first page; what it is helps to find it by another word."""
    if not view.may_open_numbers or not view.choice.version:
        return []
    found = []
    for figure, column, row in NUMBERS:
        name = view.words(f"column.{column}")
        parameters = ((ASKED_NUMBER, f"{figure}.{column}"), *([(CELL, row)] if row else []))
        meaning = f"number.{figure}_{column}" if has(view.language, f"number.{figure}_{column}") else f"number.{column}"
        found.append(Find(name[:1].upper() + name[1:], FIRST, parameters, view.words(meaning)))
    return found


def _sectors(view) -> list[Find]:
    return [Find(view.sector(name), FIRST, (("sectors", name),)) for name in view.choice.sectors]


def _figures(view) -> list[Find]:
    """Those that answer a question before the steps behind them."""
    headers = sorted(services().engine.figures(), key=lambda header: header.name not in NAMED)
    told = [[figure_texts.said(view.language, header, field) for field in ("title", "meaning")] for header in headers]
    return [
        Find(title, "figures", (("figure", header.name),), f"{meaning} {header.name}")
        for header, (title, meaning) in zip(headers, told, strict=True)
    ]


def _assumptions(view) -> list[Find]:
    titles = {name: model_texts.assumption_title(view.language, name) for name in known()}
    return [Find(title, "assumptions", (("assumption", name),), name) for name, title in titles.items()]


_ALL = {
    "pages": _pages,
    "questions": _questions,
    "numbers": _numbers,
    "sectors": _sectors,
    "figures": _figures,
    "assumptions": _assumptions,
}


def _list(view, kind: str, finds: list[Find]) -> str:
    items = "".join(f'<li><a href="{escape(_address(view, one))}">{escape(one.name)}</a></li>' for one in finds)
    return f'<h3 class="cs">{escape(view.words(f"search.{kind}"))}</h3><ul class="finds">{items}</ul>'


def _address(view, one: Find) -> str:
    """An address beside the present one, so that it leads there wherever the app is mounted."""
    page = "" if one.page == FIRST else one.page
    return f"./{page}{with_filters(view, dict(one.parameters))}"
