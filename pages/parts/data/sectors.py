"""Sectors renamed, merged, split."""

from datetime import date

import streamlit as st

from data.contracts.definitions import contract
from data.problems import Problem, sentence
from data.sectors.changes import KINDS, change_sectors, sector_changes, touched_rows
from pages.parts.data.upload.mapping import column_title
from pages.parts.runtime.services import services
from pages.parts.runtime.work.figure_work import begin
from pages.parts.ui import html, tables
from pages.parts.view.figure_cache import known_sectors_at

PERCENT = 100  # basis points in one percent


def shares_of(view, into: list[str], turn: int) -> dict[str, int] | None:
    """Draw a field a new sector and return basis points by name; None while nobody says, so nothing is divided."""
    if len(into) < 2 or not st.checkbox(view.words("sectors.divide"), key=f"divide_{turn}"):
        return None
    even, last = PERCENT // len(into), PERCENT - PERCENT // len(into) * (len(into) - 1)
    with st.container(horizontal=True):
        percents = [
            st.number_input(
                html.plain(name), 0, PERCENT, last if name == into[-1] else even, key=f"share_{name}_{turn}", width=160
            )
            for name in into
        ]
    return {name: int(percent) * PERCENT for name, percent in zip(into, percents, strict=True)}


DATED = ("merged", "split")
EARLIEST = date(1900, 1, 1)


def sectors(view) -> None:
    """Draw the form for a change of sectors with what it would touch, and the changes so far."""
    names = known_sectors_at(view.version)
    with services().store.cursor() as cursor:
        changes = sector_changes(cursor)
    standing = [change for change in changes if not change["undone"]]
    answer = view.words("sectors.answer" if names else "sectors.answer_none", count=len(names), changes=len(standing))
    html.page_header(view.words("frame.version", version=view.version), answer, view.words("sectors.why"))
    if said := st.session_state.pop("sectors_said", None):
        st.success(html.plain(said))
    if names:
        with st.container(key="narrow", width=820):
            _form(view, names)
            _list(view, changes)


def _form(view, names: tuple[str, ...]) -> None:
    words, turn = view.words, view.version
    html.section_header(words("sectors.form_title"), words("sectors.form_subtitle"))
    kind = st.radio(
        words("sectors.kind"),
        KINDS,
        key="sector_kind",
        format_func=lambda kind: words(f"sectors.kind_{kind}"),
        captions=[words(f"sectors.caption_{kind}") for kind in KINDS],
    )
    old = st.multiselect(
        words(f"sectors.names_{kind}"), names, key=f"old_{kind}_{turn}", placeholder=words("sectors.pick")
    )
    into, shares = _into(view, kind, names, turn)
    on = _day(view, turn) if kind in DATED else None
    ready = old and into and (on or kind not in DATED) and (len(into) > 1 or kind != "split")
    if not ready:
        return
    _touched(view, old, on)
    if st.button(words("sectors.store"), type="primary", key="store_sectors"):
        _store(view, kind, old, into, on, shares)


def _day(view, turn: int) -> date | None:
    label, field = view.words("sectors.on"), view.formats.day_field
    return st.date_input(label, None, EARLIEST, date.max, key=f"on_{turn}", format=field, width=220)


def _into(view, kind: str, names: tuple[str, ...], turn: int) -> tuple[list[str], dict | None]:
    words = view.words
    if kind == "split":
        into = st.multiselect(
            words("sectors.into_split"),
            names,
            key=f"into_split_{turn}",
            accept_new_options=True,
            placeholder=words("sectors.pick_or_type"),
        )
        return into, shares_of(view, into, turn)
    name = st.selectbox(
        words(f"sectors.into_{kind}"),
        names,
        index=None,
        key=f"into_{kind}_{turn}",
        width=420,
        accept_new_options=kind != "same",
        placeholder=words("sectors.pick_or_type"),
    )
    return ([name] if name else []), None


def _touched(view, names: list[str], on: date | None) -> None:
    with services().store.cursor() as cursor:
        found = touched_rows(cursor, names, on)
    words = view.words
    if not found:
        st.text(words("sectors.touches_none"))
        return
    heads = [
        tables.head(words("sectors.touched_list")),
        tables.head(words("sectors.touched_sector")),
        tables.head(words("sectors.touched_rows"), "num"),
        tables.head(words("sectors.touched_days")),
    ]
    rows = [_touched_row(view, row) for row in found]
    tables.table(words("sectors.touches"), words("sectors.touches_subtitle"), heads, rows)


def _touched_row(view, row: dict) -> str:
    place = f"{contract(row['dataset']).title[view.language]}, {column_title(view, row['dataset'], row['column'])}"
    days = " – ".join(dict.fromkeys(view.formats.day(row[end]) for end in ("first", "last"))) if row["first"] else ""
    return tables.row(
        tables.name(place),
        tables.cell(html.escape(row["sector"])),
        tables.number(view.formats.number(row["rows"]), view.words("sectors.touched_rows")),
        tables.cell(days, "muted"),
    )


def _store(view, kind: str, old: list[str], into: list[str], on: date | None, shares: dict | None) -> None:
    _change(view, lambda: change_sectors(services().store, kind, old, into, on, shares), "sectors.stored")


def _change(view, work, said: str) -> None:
    try:
        version = work()
    except Problem as problem:
        st.error(html.plain(sentence(problem.code, problem.fields, view.language)))
        return
    begin(version)
    st.session_state["sectors_said"] = view.words(said, version=version)
    st.rerun()


def _list(view, changes: list[dict]) -> None:
    if not changes:
        return
    html.section_header(view.words("sectors.list_title", count=len(changes)), view.words("sectors.list_subtitle"))
    with st.container(key="history", gap=None):
        for change in changes[::-1]:
            with st.container(horizontal=True, key=f"change_{change['change_id']}", vertical_alignment="center"):
                html.render(f'<p class="what">{html.escape(_line(view, change))}</p>')
                if change["undone"]:
                    html.render(f'<p class="cs">{html.escape(view.words("history.is_undone"))}</p>')
                elif st.button(view.words("history.undo"), key=f"undo_{change['change_id']}"):
                    undo = change["change_id"]
                    _change(view, lambda undo=undo: services().store.undo_sector_change(undo), "sectors.undone")


def _line(view, change: dict) -> str:
    names, into = (view.formats.listing(change[side]) for side in ("names", "into"))
    on = view.formats.day(change["on"]) if change["on"] else ""
    return view.words(f"sectors.line_{change['kind']}", names=names, into=into, on=on)
