"""Times and shares a room agrees on, with what some would rather have had, and finance accepting them."""

from datetime import date

import streamlit as st

from data.workshop import acceptance, moderation
from data.workshop.moderation import HOURS, SHARE
from pages.parts.access.visitor import is_allowed
from pages.parts.i18n.values import as_month
from pages.parts.runtime.services import services
from pages.parts.ui import html, tables
from pages.parts.workshop.attempt import attempt
from pages.parts.workshop.room_view import RoomView

SAID = "room_accepted"


def agreement_forms(view: RoomView) -> None:
    """Draw the form of the hours, and of the shares where the room is about a category."""
    if not view.stages:
        return
    with st.expander(view.words("workshop.agree_hours"), key="room_agree_hours", on_change="rerun") as section:
        if section.open:
            _form(view, HOURS, [one["stage"] for one in view.stages])
    if view.room.kind == "category":
        with st.expander(view.words("workshop.agree_shares"), key="room_agree_shares", on_change="rerun") as section:
            if section.open:
                _form(view, SHARE, [*dict.fromkeys(one["sector"] for one in view.stages)])


def _form(view: RoomView, kind: str, names: list[str]) -> None:
    """One line a name: what is agreed, and the lowest and highest some would have; it begins with what was said."""
    html.footnote(view.words(f"workshop.agree_{kind}_why"))
    with st.form(f"room_agree_{kind}", border=False):
        values = {name: _line(view, kind, name) for name in names}
        if st.form_submit_button(view.words("workshop.agree_save"), type="primary"):
            attempt(view.language, moderation.agree, services().store, view.room.room_id, kind, values)
            st.rerun()


def _line(view: RoomView, kind: str, name: str) -> dict[str, float | None]:
    begun = _begun(view, kind, name)
    label = name if kind == HOURS else view.sector(name)
    numbers = {}
    for column, part in zip(st.columns([2, 1, 1]), ("agreed", "low", "high"), strict=True):
        top = float(moderation.LONGEST_HOURS) if kind == HOURS else 1.0
        step = 0.5 if kind == HOURS else 0.05
        key = f"agree_{kind}_{part}_{name}"
        numbers[part] = column.number_input(
            html.plain(view.words(f"workshop.agree_{part}", name=label)), 0.0, top, begun.get(part), step, key=key
        )
    return numbers


def _begun(view: RoomView, kind: str, name: str) -> dict[str, float]:
    """What was agreed before; for hours, else what the room thinks the stage should take."""
    held = next((one for one in view.found.agreements if (one["kind"], one["name"]) == (kind, name)), None)
    if held:
        return {part: float(held[part]) for part in ("agreed", "low", "high")}
    spread = view.found.spread(name, "should") if kind == HOURS else None
    return {"agreed": spread.middle, "low": spread.low, "high": spread.high} if spread else {}


def agreed_table(view: RoomView) -> None:
    """Draw what was agreed, with the range of those who disagree, and what became of it."""
    words, undone = view.words, _undone()
    if not view.found.agreements:
        return
    heads = [tables.head(words("workshop.column_agreed_on"))]
    heads += [tables.head(words(f"workshop.column_{name}"), "num") for name in ("agreed", "range")]
    heads.append(tables.head(words("workshop.column_in_data")))
    rows = []
    for one in view.found.agreements:
        write = view.hours if one["kind"] == HOURS else view.formats.share
        between = f"{write(float(one['low']))}–{write(float(one['high']))}" if one["low"] != one["high"] else "–"
        state = "undone" if one["import_id"] in undone else "accepted" if one["import_id"] else "proposed"
        named = one["name"] if one["kind"] == HOURS else view.sector(one["name"])
        rows.append(
            tables.row(
                tables.name(words(f"workshop.agreed_{one['kind']}", name=named)),
                tables.number(write(float(one["agreed"])), words("workshop.column_agreed")),
                tables.number(between, words("workshop.column_range")),
                tables.cell(html.escape(words(f"workshop.{state}")), "", words("workshop.column_in_data")),
            )
        )
    tables.table(_opinions(view), words("workshop.agreed_subtitle"), heads, rows, kind="lines")


def _opinions(view: RoomView) -> str:
    """How many values were agreed, and on how many some would have others."""
    held = view.found.agreements
    apart = sum(one["low"] != one["high"] for one in held)
    return view.words("workshop.agreed_apart" if apart else "workshop.agreed_all", count=len(held), apart=apart)


def _undone() -> set[str]:
    return {one["import_id"] for one in services().store.imports() if one["undone"]}


def accept_agreements(view: RoomView) -> None:
    """Draw, for who may change the data, the form that saves what was agreed as an import."""
    if said := st.session_state.pop(SAID, None):
        st.success(html.plain(said))
    undone = _undone()
    kinds = {one["kind"] for one in view.found.agreements if not one["import_id"] or one["import_id"] in undone}
    if not kinds or not is_allowed("change"):
        return
    with st.form("room_accept_form", border=False, width=420):
        label, field = view.words("workshop.accept_since"), view.formats.day_field
        since = st.date_input(label, _since(view), key="room_accept_since", format=field)
        if st.form_submit_button(view.words("workshop.accept"), type="primary"):
            for kind in sorted(kinds):
                attempt(view.language, _accept, view, kind, since)
            st.rerun()


def _since(view: RoomView) -> date:
    """The first day of the last month the room speaks of."""
    last = view.facts.get("last")
    return as_month(last) if last else date.today()


def _accept(view: RoomView, kind: str, since: date) -> None:
    answer = acceptance.accept_agreement(services().store, view.room.room_id, kind, since)
    rows = view.formats.number(answer["rows"]["stored"])
    st.session_state[SAID] = view.words(f"workshop.import_{answer['status']}", rows=rows, version=answer["version"])
