"""What a room agreed becomes part of the data, when finance accepts it: an import that can be undone like any other."""

from __future__ import annotations

import csv
import json
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

from data import listing
from data.import_options import Options
from data.imports.pipeline import import_file
from data.problems import Problem
from data.scenarios import save_scenario, scenarios
from data.storage.versions import current_version
from data.workshop.change import changing
from data.workshop.moderation import HOURS, SHARE
from data.workshop.room import Room
from data.workshop.rooms import led_room

DATASETS = {HOURS: "stage_times", SHARE: "complaint_shares"}
STAGE_COLUMNS = ("case_id", "stage", "started_at", "finished_at", "sector", "assigned_hours", "promised_hours")
SHARE_COLUMNS = ("complaint_id", "sector", "share")


def accept_agreement(store, room_id: str, kind: str, since: date) -> dict:
    """Imports what the room agreed and returns what the import says of itself (see `import --json`).

    The hours hold for stages that start on this day or later, the shares for complaints of the room's category opened
    on it or later. Raises Problem when nothing was agreed, or nothing in the data is about it.
    """
    actor, room = store.demand("change"), led_room(store, room_id)
    with store.cursor() as cursor:
        agreed = dict(
            cursor.execute(
                "select name, agreed from room_agreement where room_id = ? and kind = ?", [room_id, kind]
            ).fetchall()
        )
        version = current_version(cursor)
        if not agreed or (kind == SHARE and room.kind != "category"):
            raise Problem("ROOM_NOTHING_AGREED")
        dataset = DATASETS[kind]
        columns, rows = (
            _stage_rows(listing.rows(cursor, dataset, version, store.home), agreed, since)
            if kind == HOURS
            else _share_rows(cursor, store, room, agreed, since, version)
        )
    if not rows:
        raise Problem("ROOM_NO_ROWS", {"day": since})
    answer = _import(store, dataset, f"room-{room_id}-{kind}.csv", columns, rows)
    if answer["status"] == "stored":
        with changing(
            store, room_id, "room-lead", actor.name, False, accepted=kind, version=answer["version"]
        ) as change:
            for name in agreed:
                key = f"{room_id} {kind} {name}"
                change.cursor.execute(
                    "update room_agreement set import_id = ? where agreement_id = ?", [answer["import_id"], key]
                )
                change.changed.append(("room_agreement", key))
    return answer


def _import(store, dataset: str, name: str, columns: tuple, rows: list[list]) -> dict:
    with TemporaryDirectory(dir=store.home / "stage") as folder:
        path = Path(folder) / name
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([columns, *rows])
        return import_file(store, dataset, path, Options(mapping={one: one for one in columns}), file_name=name)


def _stage_rows(frame, agreed: dict[str, str], since: date) -> tuple[tuple[str, ...], list[list]]:
    """The stored stages again, with the hours agreed; so the key of each row finds the one it corrects."""
    columns, rows = (*STAGE_COLUMNS, "promised_at"), []
    for row in frame.to_dict("records"):
        if row["stage"] in agreed and row["started_at"].date() >= since:
            told = row | {"assigned_hours": agreed[row["stage"]]}
            told |= {name: _moment(row[name], row[f"{name}_offset"]) for name in _instants(columns)}
            rows.append(["" if told[name] is None else told[name] for name in columns])
    return columns, rows


def _instants(columns: tuple[str, ...]) -> list[str]:
    return [name for name in columns if name.endswith("_at")]


def _moment(at: datetime | None, offset: int | None) -> str:
    """A stored moment as it can be read again: in UTC beside its offset in minutes, or without one."""
    if at is None or at != at:
        return ""
    if offset is None or offset != offset:
        return at.isoformat()
    zone = timezone(timedelta(minutes=int(offset)))
    return at.replace(tzinfo=UTC).astimezone(zone).isoformat()


def _share_rows(cursor, store, room: Room, agreed: dict, since: date, version: int):
    """The shares agreed for each complaint of the category; a sector that had a share and has none now gets zero."""
    held = cursor.execute(
        "select complaint_id from raw_complaints "
        "where to_version is null and category = ? and opened_on >= ? order by 1",
        [room.subject, since],
    ).fetchall()
    before: dict[str, set[str]] = {}
    for row in listing.rows(cursor, DATASETS[SHARE], version, store.home).to_dict("records"):
        before.setdefault(row["complaint_id"], set()).add(row["sector"])
    rows = []
    for (complaint,) in held:
        gone = dict.fromkeys(sorted(before.get(complaint, set()) - {*agreed}), "0")
        rows += [[complaint, sector, share] for sector, share in (gone | agreed).items()]
    return SHARE_COLUMNS, rows


def accept_actions(store, room_id: str, name: str) -> int:
    """Takes the actions of a room on that have a lever and were not yet, and returns how many.

    Their levers stand in a scenario of this name, each with the range the room could not agree on. Raises Problem.
    """
    actor, room = store.demand("change"), led_room(store, room_id)
    with store.cursor() as cursor:
        rows = cursor.execute(
            "select action_id, owner, due_on, lever, expected from room_action "
            "where room_id = ? and number is null and lever <> '{}' order by agreed_at, action_id",
            [room.room_id],
        ).fetchall()
    if not rows:
        raise Problem("ROOM_NO_ACTIONS")
    levers = _levers(store, name, [json.loads(row[3]) for row in rows])
    save_scenario(store, name, levers)
    for action_id, owner, due_on, lever, expected in rows:
        made = store.actions.create(json.loads(lever), owner, due_on.isoformat(), json.loads(expected), name)
        with changing(store, room_id, "room-lead", actor.name, False, accepted=made["number"]) as change:
            change.cursor.execute("update room_action set number = ? where action_id = ?", [made["number"], action_id])
            change.changed.append(("room_action", action_id))
    return len(rows)


def _levers(store, name: str, added: list[dict]) -> list[dict]:
    """The levers of a scenario with those of the room; of two that act on the same thing the room's one is kept."""
    with store.cursor() as cursor:
        held: list[dict] = next((one["levers"] for one in scenarios(cursor) if one["name"] == name), [])
    by_key = {tuple(one.get(part, "") for part in ("lever", "sector", "category")): one for one in (*held, *added)}
    return [*by_key.values()]
