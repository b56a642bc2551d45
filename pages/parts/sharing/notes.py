"""Notes read and written."""

from datetime import datetime
from urllib.parse import urlencode

import streamlit as st

from data.problems import Problem, sentence
from data.sharing import notes
from pages.parts.access.pages import ANSWERS, FIRST
from pages.parts.access.visitor import current_visitor, is_allowed
from pages.parts.runtime.services import services
from pages.parts.ui import html
from pages.parts.ui.clock import local
from pages.parts.ui.number_links import query
from pages.parts.ui.url_state import expander, filter_parameters
from pages.parts.view import read

FAILED = "note_failed"
LONGEST_LABEL = 200  # signs of what a note is on


def number_note(view, name: str, figure: str, column: str, cell: dict) -> None:
    """Draw the form for a note on one number. name: what the number is, in words; figure, column, cell:
    where it stands."""
    if not view.is_live or not is_allowed("note"):
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
    here = {name: found for name, found in filter_parameters(view.filters).items() if any(found)}

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
        st.error(html.plain(sentence(refused.code, refused.fields, view.language)))


def _put(view, key: str, kind: str, name: str, link: str, sectors: tuple[str, ...] | None) -> None:
    try:
        notes.put(
            services().store,
            kind,
            " ".join(name.split())[:LONGEST_LABEL],
            link,
            st.session_state[key],
            read.own_scope() or () if sectors is None else sectors,
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


def notes_panel(view, page: str) -> None:
    """Draw the notes folded under a page of answers. page: its name in the address, empty for the first one."""
    if (page or FIRST) not in ANSWERS:
        return
    held = _held(view) if view.is_live else _carried(view)
    if not view.is_live and not held:
        return
    with expander(view.words("notes.title", count=len(held)), "notes") as section:
        if not section.open:
            return
        if view.is_live and is_allowed("note"):
            form(view, page)
        for note in held:
            _note(view, note)
        if not held:
            html.footnote(view.words("notes.none"))


def carried(view, page: str, sectors: tuple[str, ...] | None) -> tuple[tuple[tuple[str, str], ...], ...]:
    """Return the notes of a page a link takes along:
    those that speak of nothing outside its sectors, as pairs of texts."""
    with services().store.cursor() as cursor:
        found = notes.notes(cursor, sectors)
    here = [
        note for note in found if note["link"].removeprefix("./").partition("?")[0] == (page if page != FIRST else "")
    ]
    return tuple(
        (
            ("on", note["label"]),
            ("kind", note["on_kind"]),
            ("text", note["text"]),
            ("by", note["written_by"]),
            ("at", note["written_at"].isoformat()),
        )
        for note in here
    )


def _held(view) -> list[dict]:
    with services().store.cursor() as cursor:
        found = notes.notes(cursor, read.own_scope())
    return [
        {
            "id": note["note_id"],
            "kind": note["on_kind"],
            "label": note["label"],
            "link": note["link"],
            "text": note["text"],
            "by": note["written_by"],
            **_written(view, note["written_at"]),
            "version": note["version"],
            "mine": notes.may_remove(current_visitor().actor, note),
        }
        for note in found
        if note["version"] <= view.version
    ]


def _carried(view) -> list[dict]:
    plain = {"id": "", "link": "", "mine": False, "version": view.version}
    return [
        plain
        | {
            "kind": note["kind"],
            "label": note["on"],
            "text": note["text"],
            "by": note["by"],
            **_written(view, datetime.fromisoformat(note["at"])),
        }
        for note in map(dict, view.shared.notes)
    ]


def _written(view, moment: datetime) -> dict:
    here = local(moment)
    return {"day": view.formats.day(here.date()), "time": f"{here:%H:%M}"}


def _note(view, note: dict) -> None:
    label = html.escape(titled(view, note["kind"], note["label"]))
    on = f'<a href="{html.escape(note["link"])}" target="_self">{label}</a>' if note["link"].startswith("./") else label
    who = view.words("notes.by", name=note["by"] or view.words("notes.somebody"), day=note["day"], time=note["time"])
    who += " · " + view.words("frame.version", version=note["version"]) if note["version"] != view.version else ""
    with st.container(horizontal=True, key=f"note_{note['id']}" if note["id"] else None, vertical_alignment="top"):
        html.render(
            f'<p class="src">{on} · {html.escape(who)}</p><p class="said" '
            f'style="white-space:pre-line">{html.escape(note["text"])}</p>'
        )
        if note["mine"]:
            st.button(
                view.words("notes.remove"), key=f"note_remove_{note['id']}", on_click=_remove, args=(view, note["id"])
            )


def _remove(view, note_id: str) -> None:
    try:
        notes.remove(services().store, note_id)
    except Problem as refused:  # somebody else has removed it, or its person may not any more
        st.toast(html.plain(sentence(refused.code, refused.fields, view.language)))
