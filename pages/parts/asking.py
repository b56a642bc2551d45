"""Numbers that can be asked where they come from: each is a link to the same view with the panel open.

A click does not load the page again: a listener hands the link to this session. The link alone does the same.
"""

from urllib.parse import parse_qs, urlencode

import streamlit as st

from pages.parts import tables
from pages.parts.formats import NOTHING
from pages.parts.look import escape

ASKED, CELL = "explain", "cell"
PARAMETERS = ("from", "to", "sectors", "segments", "language")
_SCRIPT = """export default function ({ setTriggerValue }) {
  const asked = (event) => {
    const link = event.target.closest ? event.target.closest('.lk a.ask') : null
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    setTriggerValue('asked', link.getAttribute('href'))
  }
  // panels stand outside the part of the page that knows its colours
  const app = document.querySelector('.stApp')
  const follow = () => { document.documentElement.style.colorScheme = getComputedStyle(app).colorScheme }
  const watcher = new MutationObserver(follow)
  watcher.observe(app, { attributes: true })
  follow()
  document.addEventListener('click', asked)
  return () => { document.removeEventListener('click', asked); watcher.disconnect() }
}"""
_LISTENER = st.components.v2.component("asking", html="<span>\n</span>", js=_SCRIPT, isolate_styles=False)


def asked(view, written: str, figure: str, column: str, **cell: object) -> str:
    """Return the HTML of a number (already HTML) as a link to its explanation; cell: column -> value of its row."""
    link, title = escape(query(view, figure, column, cell)), escape(view.words("panel.ask"))
    return f'<a class="ask" href="{link}" title="{title}">{written}</a>'


def number(view, written: str, figure: str, column: str, cell: dict, label: str = "") -> str:
    """Return the table cell of a number that can be asked about; `label` stands before it on a phone."""
    said = escape(written)
    return tables.cell(said if written == NOTHING else asked(view, said, figure, column, **cell), "num", label)


def query(view, figure: str, column: str, cell: dict) -> str:
    """Return the link to this view with a number's panel open, from the question mark on."""
    chosen = view.filters
    values = (chosen.first, chosen.last, chosen.sectors, chosen.segments, chosen.language)
    kept = {name: value for name, value in zip(PARAMETERS, values, strict=True) if value}
    asks = {ASKED: f"{figure}.{column}", CELL: [f"{name}={value}" for name, value in cell.items()]}
    return "?" + urlencode(kept | asks, doseq=True)


def ask(figure: str, column: str, cell: dict) -> None:
    """Put a number into the link, so that its panel is open from the next run on."""
    st.query_params.update({ASKED: f"{figure}.{column}", CELL: [f"{name}={value}" for name, value in cell.items()]})


def asked_for() -> tuple[str, str, dict[str, str]] | None:
    """Return figure, column and cell the link asks about, None when it asks about nothing."""
    figure, _, column = st.query_params.get(ASKED, "").partition(".")
    pairs = (one.partition("=") for one in st.query_params.get_all(CELL))
    return (figure, column, {name: value for name, _, value in pairs}) if column else None


def close() -> None:
    """Take the number out of the link."""
    for name in (ASKED, CELL):
        if name in st.query_params:
            del st.query_params[name]


def listen() -> None:
    """Put the listener into the page, once."""
    with st.container(key="defs_asking"):
        _LISTENER(key="asking", on_asked_change=_open)


def _open() -> None:
    found = parse_qs((st.session_state["asking"].asked or "").lstrip("?"))
    if ASKED in found:
        close()
        st.query_params.update({ASKED: found[ASKED][0], CELL: found.get(CELL, [])})
