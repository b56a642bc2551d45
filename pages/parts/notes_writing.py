"""Writing a note: on a number, a chart, a sector, a month or a page."""

from urllib.parse import urlencode

import streamlit as st

from data import notes
from data.problems import Problem, sentence
from pages.parts import look, seam
from pages.parts.asking import query
from pages.parts.house import house
from pages.parts.in_link import explicit
from pages.parts.visitor import allowed

FAILED = "note_failed"
FIRST = "overview"  # the page without a name in the address


def number_note(view, name: str, figure: str, column: str, cell: dict) -> None:
    """Draw the form for a note on one number. name: what the number is, in words; figure, column, cell:
    where it stands."""
    if view.shared or not allowed("note"):
        return
    named = next((str(cell[one]) for one in ("sector", "caused_by") if one in cell and str(cell[one]) != "all"), None)
    link = _page() + query(view, figure, column, cell)
    _write(view, "number_note", lambda: ("number", name, link, (named,) if named else None))


def form(view, page: str) -> None:
    """Draw the form for a note on the page, a chart, a sector or a month of it."""
    places = _places(view, page)
    chosen = st.selectbox(
        view.words("notes.on"), list(places), key="note_place", format_func=lambda one: _worded(view, *one), width=520
    )
    _write(view, "page_note", lambda: (*chosen, *places[chosen]))


def _places(view, page: str) -> dict[tuple[str, str], tuple]:
    """What a note can be on here: kind and name -> the link to it,
    and the sectors it speaks of (None: as the writer sees)."""
    here = {name: found for name, found in explicit(view.filters).items() if any(found)}

    def _way(**more: object) -> str:
        return f"./{page}?" + urlencode(here | more, doseq=True)

    titles = st.session_state.get("charts_shown", {})
    found = {("page", view.words(f"nav.{page or FIRST}")): (_way(), None)}
    found |= {("chart", title): (_way(), None) for title in titles.values()}
    found |= {("sector", name): (_way(sectors=[name]), (name,)) for name in view.choice.sectors}
    return found | {
        ("month", month): (_way(**{"from": month, "to": month}), None) for month in reversed(view.choice.months)
    }


def _worded(view, kind: str, name: str) -> str:
    shown = view.formats.month(name) if kind == "month" else view.sector(name) if kind == "sector" else name
    return titled(view, kind, shown)


def titled(view, kind: str, shown: str) -> str:
    """Return what a note is on, in words: its kind and its name."""
    kind = view.words(f"notes.kind_{kind}")
    return f"{kind}: {shown}"


def _write(view, key: str, place) -> None:
    st.text_area(view.words("notes.text"), key=key, max_chars=notes.LONGEST, height=90)
    st.button(view.words("notes.add"), key=f"{key}_add", on_click=lambda: _put(view, key, *place()))
    if key in st.session_state.get(FAILED, {}):
        refused = st.session_state.pop(FAILED)[key]
        st.error(look.plain(sentence(refused.code, refused.fields, view.language)))


def _put(view, key: str, kind: str, name: str, link: str, sectors: tuple[str, ...] | None) -> None:
    try:
        on = f"{' '.join(name.split())[:200]}\n{link}"
        notes.put(
            house().store,
            kind,
            on,
            st.session_state[key],
            seam.own_scope() or () if sectors is None else sectors,
            view.version,
        )
        st.session_state[key] = ""
    except Problem as refused:
        st.session_state[FAILED] = {key: refused}


def _page() -> str:
    """The page in the address, as a link beside the others."""
    return (
        "./" + st.context.url.rstrip("/").rpartition("/")[2].partition("?")[0]
        if st.context.url.count("/") > 3
        else "./"
    )
