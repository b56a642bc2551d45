"""Notes on the page: the list of what people wrote, with the way to what each is on, and the form for another one."""

import streamlit as st

from data import notes
from data.problems import Problem
from pages.parts import look, seam
from pages.parts.house import house
from pages.parts.in_link import expander
from pages.parts.notes_writing import form, titled
from pages.parts.visitor import allowed, visitor

PAGES = ("overview", "dissatisfaction", "loyalty", "win_or_keep")


def notes_panel(view, page: str) -> None:
    """Draw the notes folded under a page of answers. page: its name in the address, empty for the first one."""
    if (page or PAGES[0]) not in PAGES:
        return
    held = _carried(view) if view.shared else _held(view)
    if view.shared and not held:
        return
    with expander(view.words("notes.title", count=len(held)), "notes") as section:
        if not section.open:
            return
        if not view.shared and allowed("note"):
            form(view, page)
        for note in held:
            _note(view, note)
        if not held:
            look.remark(view.words("notes.none"))


def carried(view, page: str, sectors: tuple[str, ...] | None) -> tuple[tuple[tuple[str, str], ...], ...]:
    """Return the notes of a page a link takes along:
    those that speak of nothing outside its sectors, as pairs of texts."""
    with house().store.cursor() as cursor:
        found = notes.notes(cursor, sectors)
    here = [
        note for note in found if _link(note).removeprefix("./").partition("?")[0] == (page if page != PAGES[0] else "")
    ]
    return tuple(
        (
            ("on", _label(note)),
            ("kind", note["on_kind"]),
            ("text", note["text"]),
            ("by", note["written_by"]),
            ("at", note["written_at"].isoformat()),
        )
        for note in here
    )


def _held(view) -> list[dict]:
    with house().store.cursor() as cursor:
        found = notes.notes(cursor, seam.own_scope())
    return [
        {
            "id": note["note_id"],
            "kind": note["on_kind"],
            "label": _label(note),
            "link": _link(note),
            "text": note["text"],
            "by": note["written_by"],
            "day": view.formats.day(note["written_at"].date()),
            "time": f"{note['written_at']:%H:%M}",
            "version": note["version"],
            "mine": notes.may_remove(visitor().actor, note),
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
            "day": note["at"][:10],
            "time": note["at"][11:16],
        }
        for note in map(dict, view.shared.notes)
    ]


def _note(view, note: dict) -> None:
    label = look.escape(titled(view, note["kind"], note["label"]))
    on = f'<a href="{look.escape(note["link"])}" target="_self">{label}</a>' if note["link"].startswith("./") else label
    who = view.words("notes.by", name=note["by"] or view.words("notes.somebody"), day=note["day"], time=note["time"])
    who += " · " + view.words("frame.version", version=note["version"]) if note["version"] != view.version else ""
    with st.container(horizontal=True, key=f"note_{note['id']}" if note["id"] else None, vertical_alignment="top"):
        look.show(
            f'<p class="src">{on} · {look.escape(who)}</p><p class="said" '
            f'style="white-space:pre-line">{look.escape(note["text"])}</p>'
        )
        if note["mine"]:
            st.button(view.words("notes.remove"), key=f"note_remove_{note['id']}", on_click=_remove, args=(note["id"],))


def _remove(note_id: str) -> None:
    try:
        notes.remove(house().store, note_id)
    except Problem:
        pass  # somebody else has removed it: the list of the next run says so


def _label(note: dict) -> str:
    return note["on"].partition("\n")[0]


def _link(note: dict) -> str:
    return note["on"].partition("\n")[2]
