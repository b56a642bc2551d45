"""What whoever leads a room does with what was said: groups and hides ideas, writes down actions and agreed times."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from data import moments
from data.actions import LONGEST_OWNER, day_of
from data.problems import Problem
from data.scenarios import one_line
from data.workshop import typed_text
from data.workshop.answers import LONGEST_HOURS
from data.workshop.change import RoomChange, leading

HOURS, SHARE = "hours", "share"
AGREED = ("agreed", "low", "high")
LONGEST_CLUSTER = 60


def group_idea(store, room_id: str, idea_id: str, cluster: str) -> None:
    """Puts an idea into a group of this name; an empty name takes it out of its group."""
    said = check_group(cluster) if cluster else ""
    _change_idea(store, room_id, idea_id, "cluster", said)


def check_group(name: str) -> str:
    """The name of a group on one line; raises Problem."""
    return typed_text.checked(name, LONGEST_CLUSTER)


def hide_idea(store, room_id: str, idea_id: str, is_hidden: bool = True) -> None:
    """Hides an idea from the screen and the phones, or shows it again."""
    _change_idea(store, room_id, idea_id, "is_hidden", is_hidden)


def _change_idea(store, room_id: str, idea_id: str, name: str, value: object) -> None:
    with leading(store, room_id, idea=idea_id) as change:
        here = "room_id = ? and idea_id = ?"
        if not change.cursor.execute(f"select 1 from room_idea where {here}", [room_id, idea_id]).fetchone():
            raise Problem("ROOM_IDEA")
        change.cursor.execute(f"update room_idea set {name} = ? where {here}", [value, room_id, idea_id])
        change.changed.append(("room_idea", idea_id))


def put_action(
    store,
    room_id: str,
    text: str,
    owner: str,
    due_on: str,
    lever: Mapping | None = None,
    expected: Mapping | None = None,
) -> str:
    """Writes an action down and returns its id: what, by whom (a role or a sector), until when, and what is expected of
    its lever; raises Problem. Finance accepts it later."""
    said, who, day = typed_text.checked(text), one_line(owner), day_of(due_on)
    if not who or len(who) > LONGEST_OWNER:
        raise Problem("ACTION_OWNER", {"most": LONGEST_OWNER})
    if "@" in who or typed_text.pointed(who):
        raise Problem("ACTION_PERSON", {"read": who})
    action_id = secrets.token_hex(8)
    with leading(store, room_id, due_on=day.isoformat()) as change:
        row = {
            "action_id": action_id,
            "room_id": room_id,
            "text": said,
            "owner": who,
            "due_on": day,
            "lever": json.dumps(dict(lever or {}), ensure_ascii=False),
            "expected": json.dumps(dict(expected or {}), ensure_ascii=False),
            "agreed_at": moments.now(),
        }
        change.put("room_action", row)
    return action_id


def remove_action(store, room_id: str, action_id: str) -> None:
    """Takes an action out that was not accepted; raises Problem for another."""
    with leading(store, room_id) as change:
        found = change.cursor.execute(
            "select number from room_action where room_id = ? and action_id = ?", [room_id, action_id]
        ).fetchone()
        if not found or found[0]:
            raise Problem("ROOM_ACTION")
        change.remove("room_action", action_id)


def agree(store, room_id: str, kind: str, values: Mapping[str, Mapping[str, object]]) -> None:
    """Writes down what the room agreed, in the place of what it agreed before, all at once; raises Problem.

    kind: the hours of stages, or the shares (0 to 1) of sectors. values: name -> agreed, and low and high where some
    would rather have had less or more; one without an agreed number is not agreed.
    """
    held = {name: numbers for name, numbers in values.items() if numbers.get("agreed") not in (None, "")}
    rows = {name: _checked(kind, numbers) for name, numbers in held.items()}
    if kind == SHARE and sum((Decimal(row["agreed"]) for row in rows.values()), Decimal(0)) > 1:
        raise Problem("ROOM_SHARES")
    with leading(store, room_id, agreed=kind, count=len(rows)) as change:
        _clear(change, kind)
        for name, row in rows.items():
            key = f"{room_id} {kind} {name}"
            change.put("room_agreement", {"agreement_id": key, "room_id": room_id, "kind": kind, "name": name} | row)


def _clear(change: RoomChange, kind: str) -> None:
    for (key,) in change.cursor.execute(
        "select agreement_id from room_agreement where room_id = ? and kind = ?", [change.room.room_id, kind]
    ).fetchall():
        change.remove("room_agreement", key)


def _checked(kind: str, numbers: Mapping[str, object]) -> dict[str, str]:
    most = Decimal(LONGEST_HOURS) if kind == HOURS else Decimal(1)
    found = {name: _number(numbers.get(name), most) for name in AGREED}
    agreed = found["agreed"]
    low, high = (agreed if found[name] is None else found[name] for name in ("low", "high"))
    if agreed is None or low is None or high is None or not low <= agreed <= high or (kind == HOURS and not agreed):
        raise Problem("ROOM_AGREED", {"most": most})
    return {name: f"{value:f}" for name, value in zip(AGREED, (agreed, low, high), strict=True)}


def _number(read: object, most: Decimal) -> Decimal | None:
    if read in (None, ""):
        return None
    try:
        number = Decimal(str(read))
    except InvalidOperation:
        number = Decimal(-1)
    if not number.is_finite() or not 0 <= number <= most:
        raise Problem("ROOM_AGREED", {"most": most})
    return number.quantize(Decimal("0.01"), ROUND_HALF_UP)
