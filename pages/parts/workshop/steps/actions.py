"""Actions of a room: what, by which role or sector, until when, and what is expected of the lever it moves."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import streamlit as st

from data.problems import Problem
from data.workshop import acceptance, moderation
from models.scenarios.actions.expected import expected_of
from models.scenarios.levers import Lever, as_texts, from_texts, lever
from models.scenarios.scenario_base import Base
from pages.parts.access.visitor import is_allowed
from pages.parts.runtime.services import services
from pages.parts.scenarios.base import base_of
from pages.parts.scenarios.open_actions import with_range
from pages.parts.ui import html, tables
from pages.parts.view.words.scenario_words import lever_name, percent
from pages.parts.workshop.attempt import attempt, change_button
from pages.parts.workshop.room_view import RoomView

AFTER = timedelta(days=90)  # the room meets again
TURN = "room_action_turn"


def actions_table(view: RoomView) -> None:
    """Draw the actions written down so far; what a lever is expected to bring stands as it was said then."""
    words = view.words
    if not view.found.actions:
        html.render(f'<div class="empty"><p>{html.escape(words("workshop.no_actions"))}</p></div>')
        return
    heads = [tables.head(words(f"workshop.column_{name}")) for name in ("action", "owner", "due", "lever")]
    heads.append(tables.head(words("workshop.column_expected"), "num"))
    rows = [_row(view, one) for one in view.found.actions]
    tables.table(_first(view), words("workshop.actions_subtitle"), heads, rows, kind="lines")


def _first(view: RoomView) -> str:
    """The action that promises most, where something was calculated, else the one that is due first."""
    counted = [one for one in view.found.actions if "amount" in one["expected"]]
    if not counted:
        one = min(view.found.actions, key=lambda one: one["due_on"])
        return view.words("workshop.actions_first", text=one["text"], day=view.formats.day(one["due_on"]))
    one = max(counted, key=lambda one: Decimal(one["expected"]["amount"]))
    amount = view.formats.money(Decimal(one["expected"]["amount"]))
    return view.words("workshop.actions_worth", text=one["text"], amount=amount)


def _row(view: RoomView, one: dict) -> str:
    words = view.words
    taken = f" ({words('workshop.accepted_as', number=one['number'])})" if one["number"] else ""
    cells = {
        "owner": view.sector(one["owner"]),
        "due": view.formats.day(one["due_on"]),
        "lever": _lever_said(view, one["lever"]),
    }
    return tables.row(
        tables.name(one["text"] + taken),
        *(tables.cell(html.escape(text), "", words(f"workshop.column_{name}")) for name, text in cells.items()),
        tables.number(expected_said(view, one), words("workshop.column_expected")),
    )


def _lever_said(view: RoomView, kept: dict) -> str:
    if not kept:
        return "–"
    moved = from_texts(kept)
    return f"{lever_name(view, moved)}, {percent(view, moved.percent)}"


def expected_said(view: RoomView, one: dict) -> str:
    """Return what was expected of an action a year, with its range."""
    said = {name: Decimal(text) for name, text in one["expected"].items() if name in ("amount", "low", "high")}
    return with_range(view, *(said.get(name) for name in ("amount", "low", "high"))) if said else "–"


def action_form(view: RoomView, page) -> None:
    """Draw the form that writes an action down; page: the view of whoever leads the room, for the amounts."""
    words = view.words
    base, turn = base_of(page) if page.may_read_rows else None, st.session_state.get(TURN, 0)
    with st.container(key="noprint_room_action"), st.form("room_action_form", border=False):
        text = st.text_input(words("workshop.action_what"), key=f"room_action_text_{turn}", max_chars=280)
        left, right = st.columns(2)
        owner = left.text_input(
            words("actions.owner"), key=f"room_action_owner_{turn}", max_chars=80, help=words("actions.owner_help")
        )
        field, after = view.formats.day_field, date.today() + AFTER
        due = right.date_input(words("actions.due"), after, key=f"room_action_due_{turn}", format=field)
        moved = _lever_fields(view, base, turn) if base and base.cells else None
        if st.form_submit_button(words("workshop.action_save"), type="primary"):
            if attempt(view.language, _save, view, page, base, (text, owner, due), moved):
                st.session_state[TURN] = turn + 1  # empty fields for the next action
            st.rerun()


def action_removal(view: RoomView) -> None:
    """Draw what takes an action out again that was written down by mistake; accepted ones stay."""
    waiting = [one for one in view.found.actions if not one["number"]]
    if not waiting:
        return
    with (
        st.container(key="noprint_room_removal"),
        st.popover(view.words("workshop.remove_action"), key="room_remove_popover"),
    ):
        for one in waiting:
            change_button(
                view,
                view.words("workshop.remove"),
                one["text"],
                f"remove_{one['action_id']}",
                moderation.remove_action,
                one["action_id"],
            )


def _lever_fields(view: RoomView, base: Base, turn: int) -> Callable[[], Lever | None]:
    words = view.words
    one, two, three = st.columns(3)
    kind = one.selectbox(
        words("actions.lever"),
        base.kinds,
        index=None,
        key=f"room_lever_{turn}",
        placeholder=words("workshop.no_lever"),
        format_func=lambda name: words(f"lever.{name}"),
    )
    sector = two.selectbox(
        words("workshop.column_sector"),
        base.sectors,
        index=base.sectors.index(view.room.subject) if view.room.subject in base.sectors else None,
        key=f"room_lever_sector_{turn}",
        placeholder=words("workshop.all"),
        format_func=view.sector,
    )
    category = three.selectbox(
        words("workshop.column_category"),
        base.categories,
        index=base.categories.index(view.room.subject) if view.room.subject in base.categories else None,
        key=f"room_lever_category_{turn}",
        placeholder=words("workshop.all"),
        format_func=view.category,
    )
    low, middle, high = (
        column.number_input(words(f"workshop.percent_{name}"), 0.0, 100.0, None, 1.0, key=f"room_lever_{name}_{turn}")
        for column, name in zip(st.columns(3), ("low", "middle", "high"), strict=True)
    )
    numbers = {"percent": middle, "low": low, "high": high}
    return lambda: _moved(kind, sector, category, numbers)


def _moved(kind: str | None, sector: str | None, category: str | None, numbers: dict) -> Lever | None:
    """The lever as chosen; None where nothing of one was. Raises Problem for half of one."""
    if bool(kind) != any(numbers.values()) or (kind and not numbers["percent"]):
        raise Problem("ROOM_LEVER")
    return lever(kind, sector or "", category or "", **_texts(numbers)) if kind else None


def _texts(numbers: dict[str, float | None]) -> dict[str, str]:
    return {name: f"{number:g}" for name, number in numbers.items() if number is not None}


def _save(view: RoomView, page, base: Base | None, said: tuple, moved: Callable[[], Lever | None] | None) -> None:
    text, owner, due = said
    taken = moved() if moved else None
    expected = expected_of(base, taken, page.version, page.period) if base and taken else {}
    kept = as_texts(taken) if taken else {}
    moderation.put_action(services().store, view.room.room_id, text, owner, due.isoformat(), kept, expected)


def accept_actions(view: RoomView) -> None:
    """Draw, for who may change the data, the button that takes the actions with a lever on."""
    waiting = [one for one in view.found.actions if one["lever"] and not one["number"]]
    if not waiting or not is_allowed("change"):
        return
    name = view.words("workshop.scenario_name", name=view.subject, day=view.formats.day(view.room.opened_at.date()))
    st.button(
        view.words("workshop.accept_actions", count=len(waiting)),
        key="room_accept_actions",
        on_click=attempt,
        args=(view.language, acceptance.accept_actions, services().store, view.room.room_id, name[:80]),
    )
