"""Sectors that change their form: one under two spellings, renamed, merged, split; with what it touches, and undo."""

from datetime import date

import streamlit as st

from data.contracts import contract
from data.problems import Problem, sentence
from data.sector_changes import KINDS, change_sectors, sector_changes, touched_rows
from pages.parts import look, tables
from pages.parts.house import house, known_sectors_at
from pages.parts.matching import title
from pages.parts.sector_shares import shares_of
from pages.parts.waiting import begin

DATED = ("merged", "split")
EARLIEST = date(1900, 1, 1)


def sectors(view) -> None:
    """Draw the form for a change of sectors with what it would touch, and the changes so far."""
    names = known_sectors_at(view.version)
    with house().store.cursor() as cursor:
        changes = sector_changes(cursor)
    standing = [change for change in changes if not change["undone"]]
    answer = view.words("sectors.answer" if names else "sectors.answer_none", count=len(names), changes=len(standing))
    look.headline(view.words("frame.version", version=view.version), answer, view.words("sectors.why"))
    if said := st.session_state.pop("sectors_said", None):
        st.success(look.plain(said))
    if names:
        with st.container(key="narrow", width=820):
            _form(view, names)
            _list(view, changes)


def _form(view, names: tuple[str, ...]) -> None:
    words, turn = view.words, view.version
    look.finding(words("sectors.form_title"), words("sectors.form_subtitle"))
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
    on = _day(words("sectors.on"), turn) if kind in DATED else None
    ready = old and into and (on or kind not in DATED) and (len(into) > 1 or kind != "split")
    if not ready:
        return
    _touched(view, old, on)
    if st.button(words("sectors.store"), type="primary", key="store_sectors"):
        _store(view, kind, old, into, on, shares)


def _day(label: str, turn: int) -> date | None:
    return st.date_input(label, None, EARLIEST, date.max, key=f"on_{turn}", format="DD/MM/YYYY", width=220)


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
    with house().store.cursor() as cursor:
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
    place = f"{contract(row['dataset']).title[view.language]}, {title(view, row['dataset'], row['column'])}"
    days = " – ".join(dict.fromkeys(view.formats.day(row[end]) for end in ("first", "last"))) if row["first"] else ""
    return tables.row(
        tables.name(place),
        tables.cell(look.escape(row["sector"])),
        tables.number(view.formats.number(row["rows"]), view.words("sectors.touched_rows")),
        tables.cell(days, "muted"),
    )


def _store(view, kind: str, old: list[str], into: list[str], on: date | None, shares: dict | None) -> None:
    _change(view, lambda: change_sectors(house().store, kind, old, into, on, shares), "sectors.stored")


def _change(view, work, said: str) -> None:
    try:
        version = work()
    except Problem as problem:
        st.error(look.plain(sentence(problem.code, problem.fields, view.language)))
        return
    begin(version)
    st.session_state["sectors_said"] = view.words(said, version=version)
    st.rerun()


def _list(view, changes: list[dict]) -> None:
    if not changes:
        return
    look.finding(view.words("sectors.list_title", count=len(changes)), view.words("sectors.list_subtitle"))
    with st.container(key="history", gap=None):
        for change in changes[::-1]:
            with st.container(horizontal=True, key=f"change_{change['change_id']}", vertical_alignment="center"):
                look.show(f'<p class="what">{look.escape(_line(view, change))}</p>')
                if change["undone"]:
                    look.show(f'<p class="cs">{look.escape(view.words("history.is_undone"))}</p>')
                elif st.button(view.words("history.undo"), key=f"undo_{change['change_id']}"):
                    undo = change["change_id"]
                    _change(view, lambda undo=undo: house().store.undo_sector_change(undo), "sectors.undone")


def _line(view, change: dict) -> str:
    names, into = (view.formats.listing(change[side]) for side in ("names", "into"))
    on = view.formats.day(change["on"]) if change["on"] else ""
    return view.words(f"sectors.line_{change['kind']}", names=names, into=into, on=on)
