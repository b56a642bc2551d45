"""One search over pages, sectors, definitions and assumptions: a dialog that Ctrl-K opens; every find is a link."""

from dataclasses import dataclass

import streamlit as st

from models.assumptions import known
from pages.parts.access.pages import FIRST, PAGES, may_open
from pages.parts.explain.figure_index import NAMED, matches
from pages.parts.i18n import figure_texts, model_texts
from pages.parts.i18n.language import say
from pages.parts.runtime.services import services
from pages.parts.ui import html
from pages.parts.ui.html import escape
from pages.parts.ui.number_links import selected_number, with_filters

ASKED = "search_asked"
SHOWN = 6  # of each kind
KINDS = ("pages", "sectors", "figures", "assumptions")
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


_ALL = {"pages": _pages, "sectors": _sectors, "figures": _figures, "assumptions": _assumptions}


def _list(view, kind: str, finds: list[Find]) -> str:
    items = "".join(f'<li><a href="{escape(_address(view, one))}">{escape(one.name)}</a></li>' for one in finds)
    return f'<h3 class="cs">{escape(view.words(f"search.{kind}"))}</h3><ul class="finds">{items}</ul>'


def _address(view, one: Find) -> str:
    """An address beside the present one, so that it leads there wherever the app is mounted."""
    page = "" if one.page == FIRST else one.page
    return f"./{page}{with_filters(view, dict(one.parameters))}"
